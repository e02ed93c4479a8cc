package dev.waymark.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.config.ConfigFault;
import dev.waymark.gateway.config.ConfigReading;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.model.UserRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersFileTest {

    private static final String HASH =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @TempDir
    private Path folder = Path.of("");

    private final ConfigReading reading = new ConfigReading(Map.of());

    private List<User> read(String yaml) throws IOException {
        Path file = folder.resolve("users.yaml");
        Files.writeString(file, yaml.replace("HASH", HASH));
        return UsersFile.read(file, reading);
    }

    @Test
    void a_user_is_read_with_roles_programs_and_partner() throws IOException {
        List<User> users = read("""
                users:
                  - {user: maria, name: Maria Lopez, password: "HASH", roles: [case-manager, supervisor], programs: [orphan-x], email: maria@example.org}
                  - {user: jane, name: Jane Roe, password: "HASH", roles: [partner], partner: rx-one, programs: [orphan-x]}
                """);
        assertThat(reading.faults()).isEmpty();
        User maria = users.get(0);
        assertThat(maria.roles()).containsExactlyInAnyOrder(UserRole.CASE_MANAGER, UserRole.SUPERVISOR);
        assertThat(maria.password().matches("password")).isTrue();
        assertThat(users.get(1).asCaller(active -> true).partner()).contains(new PartnerId("rx-one"));

        Users all = new Users(users);
        assertThat(all.mayManage(new UserName("maria"), new ProgramId("orphan-x")))
                .isTrue();
        assertThat(all.mayManage(new UserName("jane"), new ProgramId("orphan-x")))
                .isFalse();
        assertThat(all.of(new ProgramId("orphan-x"), UserRole.SUPERVISOR)).containsExactly(new UserName("maria"));
        assertThat(maria.toString()).doesNotContain("Lopez", "example.org");
    }

    @Test
    void every_fault_is_told_and_no_password_shown() throws IOException {
        read("""
                users:
                  - {user: maria, name: Maria, password: hunter2, roles: [case-manager]}
                  - {user: jane, name: Jane, password: "HASH", roles: [partner]}
                  - {user: jo, name: Jo, password: "HASH", roles: [boss], mail: jo@example.org}
                  - {user: sam, name: Sam, password: "HASH", roles: [admin]}
                  - {user: sam, name: Sam, password: "HASH", roles: [admin]}
                  - {user: sam, name: Sam, password: "HASH", roles: [boss]}
                """);
        assertThat(reading.faults().stream().map(fault -> fault.line() + " " + fault.key()))
                .containsExactly(
                        "2 users[0].password",
                        "3 users[1]",
                        "4 users[2].roles[0]",
                        "4 users[2].mail",
                        "6 users[4].user",
                        "7 users[5].user",
                        "7 users[5].roles[0]");
        assertThat(reading.faults().stream().map(ConfigFault::message))
                .noneMatch(message -> message.contains("hunter2"));
    }

    @Test
    void a_missing_file_has_no_users() {
        assertThat(UsersFile.read(folder.resolve("users.yaml"), reading)).isEmpty();
        assertThat(reading.faults()).isEmpty();
    }
}
