package dev.waymark.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waymark.gateway.config.ConfigException;
import dev.waymark.gateway.time.ManualClocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    @TempDir
    private Path folder = Path.of("");

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void faults_of_all_files_are_told_together_file_by_file() throws IOException {
        write("waymark.yaml", "users: people.yaml\nhttp: {port: eight}\n");
        write("partners.yaml", "partners:\n  - {id: rx-one, name: Rx One, roles: [pharmacy], programs: [orphan-x]}\n");
        write("people.yaml", "users:\n  - {user: maria}\n");
        write("programs.yaml", "program: []\n");
        write("journey.yaml", "stages: [a]\n");
        ConfigException told = catchThrowableOfType(
                ConfigException.class,
                () -> Configuration.read(folder.resolve("waymark.yaml"), Map.of(), ManualClocks.START));
        assertThat(told.faults())
                .extracting(fault -> folder.relativize(Path.of(fault.file())) + ":" + fault.line() + " " + fault.key())
                .containsExactly(
                        "waymark.yaml:2 http.port",
                        "partners.yaml:2 partners[0].roles[0]",
                        "people.yaml:2 users[0].name",
                        "people.yaml:2 users[0].password",
                        "people.yaml:2 users[0].roles",
                        "programs.yaml:1 program",
                        "journey.yaml:0 milestones");
    }

    @Test
    void without_any_file_the_defaults_hold_and_the_shipped_journey() {
        Configuration configuration = Configuration.defaults(folder, Map.of(), ManualClocks.START);
        assertThat(configuration.users()).isEmpty();
        assertThat(configuration.programs()).isEmpty();
        assertThat(configuration.settings().journey()).isEmpty();
    }

    @Test
    void a_program_that_only_users_name_is_a_warning() throws IOException {
        write("waymark.yaml", "");
        write("users.yaml", """
                users:
                  - user: maria
                    name: Maria
                    password: "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
                    roles: [case-manager]
                    programs: [orphan-x]
                """);
        assertThat(Configuration.read(folder.resolve("waymark.yaml"), Map.of(), ManualClocks.START)
                        .warnings())
                .singleElement()
                .asString()
                .contains("orphan-x");
    }
}
