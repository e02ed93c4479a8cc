package dev.waymark.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waymark.gateway.config.ConfigException;
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
                ConfigException.class, () -> Configuration.read(folder.resolve("waymark.yaml"), Map.of()));
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
        Configuration configuration = Configuration.defaults(folder, Map.of());
        assertThat(configuration.users()).isEmpty();
        assertThat(configuration.programs()).isEmpty();
        assertThat(configuration.settings().journey()).isEmpty();
    }

    @Test
    void a_template_that_a_journey_names_and_nobody_wrote_is_a_fault_where_it_is_named() throws IOException {
        write("waymark.yaml", "");
        write("journey.yaml", """
                stages: [coverage]
                audiences:
                  caregiver: {channels: [sms], template: gossip}
                milestones:
                  prior-auth.required:
                    stage: coverage
                    next: hub
                    task: submit-prior-auth
                    within: 24h
                    tell: [managers, patient, caregiver]
                    template: {patient: tidings, owner: errand}
                    endedBy: [prior-auth.submitted]
                  prior-auth.submitted: {stage: coverage, tell: [caregiver]}
                """);
        ConfigException told = catchThrowableOfType(
                ConfigException.class, () -> Configuration.read(folder.resolve("waymark.yaml"), Map.of()));
        assertThat(told.faults().stream().map(fault -> fault.toString().replace(folder + "/", "")))
                .containsExactlyInAnyOrder(
                        "journey.yaml:11: milestones.prior-auth.required.template.patient: there is no"
                                + " templates/patient/en/mail/tidings.mustache: write it, or name one that is there",
                        "journey.yaml:11: milestones.prior-auth.required.template.patient: there is no"
                                + " templates/patient/en/sms/tidings.mustache: write it, or name one that is there",
                        "journey.yaml:11: milestones.prior-auth.required.template.owner: there is no"
                                + " templates/partner/en/mail/errand.mustache: write it, or name one that is there",
                        "journey.yaml:3: audiences.caregiver.template: there is no"
                                + " templates/patient/en/sms/gossip.mustache: write it, or name one that is there");
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
        assertThat(Configuration.read(folder.resolve("waymark.yaml"), Map.of()).warnings())
                .singleElement()
                .asString()
                .contains("orphan-x");
    }

    @Test
    void a_supervisor_who_is_no_user_or_could_not_supervise_is_a_warning_with_its_key() throws IOException {
        write("waymark.yaml", "");
        write(
                "users.yaml",
                "users:\n"
                        + user("sam", "supervisor", "orphan-x")
                        + user("max", "case-manager", "orphan-x")
                        + user("oli", "operator", "orphan-x")
                        + user("far", "supervisor", "other-one"));
        write("programs.yaml", """
                programs:
                  - {id: other-one}
                  - {id: orphan-x, supervisors: [sam, max, nobody, oli, far]}
                """);
        assertThat(Configuration.read(folder.resolve("waymark.yaml"), Map.of()).warnings())
                .extracting(warning -> warning.substring(folder.toString().length() + 1))
                .containsExactly(
                        "programs.yaml: programs[1].supervisors[2]: nobody is not a user of users.yaml: nobody hears of"
                                + " what goes to that supervisor",
                        "programs.yaml: programs[1].supervisors[3]: oli manages no cases: give the role supervisor in"
                                + " users.yaml",
                        "programs.yaml: programs[1].supervisors[4]: far is not of orphan-x: add it to the programs of"
                                + " far in users.yaml");
    }

    @Test
    void an_address_of_a_partner_to_which_the_gateway_never_goes_is_a_warning_with_its_key() throws IOException {
        write("waymark.yaml", "egress: {allow: [\"10.0.0.2:8443\"]}");
        write("programs.yaml", "programs: [{id: orphan-x}]");
        write("partners.yaml", """
                partners:
                  - {id: rx-one, name: One, roles: [hub], programs: [orphan-x], webhook: {url: "https://10.0.0.1/events"}}
                  - {id: rx-two, name: Two, roles: [hub], programs: [orphan-x], jwksUri: "http://two.example/keys", webhook: {url: "https://10.0.0.2:8443/events"}}
                  - {id: rx-three, name: Three, roles: [hub], programs: [orphan-x], jwksUri: "https://three.example/keys"}
                """);
        assertThat(Configuration.read(folder.resolve("waymark.yaml"), Map.of()).warnings())
                .extracting(warning -> warning.substring(folder.toString().length() + 1))
                .containsExactly(
                        "partners.yaml: webhook.url of rx-one is never connected to: the name leads to no globally"
                                + " reachable address; mend it, or list its host and port under egress.allow in waymark.yaml",
                        "partners.yaml: jwksUri of rx-two is never connected to: https is required unless egress.allow"
                                + " lists host and port; mend it, or list its host and port under egress.allow in waymark.yaml");
    }

    private static String user(String name, String role, String program) {
        return """
                  - user: %s
                    name: Somebody
                    password: "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
                    roles: [%s]
                    programs: [%s]
                """.formatted(name, role, program);
    }
}
