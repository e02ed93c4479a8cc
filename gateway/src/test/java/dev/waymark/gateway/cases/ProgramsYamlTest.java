package dev.waymark.gateway.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.config.ConfigFault;
import dev.waymark.gateway.config.ConfigReading;
import dev.waymark.gateway.config.YamlFile;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgramsYamlTest {

    private final ConfigReading reading = new ConfigReading(Map.of());

    @Test
    void a_program_is_read_as_the_file_says() {
        Programs programs = new Programs(read("""
                programs:
                  - {id: orphan-x, publicName: Care Team, phone: "+18005550100", language: en, timeZone: America/New_York, target: {within: 12h, rate: 0.9}, verify: none, sms: us, supervisors: [sam]}
                """));
        assertThat(reading.faults()).isEmpty();
        Program program = programs.find(new ProgramId("orphan-x"));
        assertThat(program.phone()).isEqualTo(Optional.of("+18005550100"));
        assertThat(program.timeZone()).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(program.target()).isEqualTo(new Program.Target(Duration.ofHours(12), 0.9));
        assertThat(program.verify()).isEqualTo(Program.Verify.NONE);
        assertThat(program.textProvider()).contains("us");
        assertThat(programs.supervisedBy(new UserName("sam"))).containsExactly(new ProgramId("orphan-x"));
    }

    @Test
    void a_program_that_the_file_does_not_name_has_the_defaults() {
        Program program = new Programs(read("")).find(new ProgramId("other"));
        assertThat(program.publicName()).isEqualTo("Care Team");
        assertThat(program.verify()).isEqualTo(Program.Verify.NONE);
        assertThat(program.target()).isEqualTo(new Program.Target(Duration.ofHours(24), 0.98));
    }

    @Test
    void a_code_may_be_asked_for_before_the_message() {
        Programs programs = new Programs(read("programs: [{id: orphan-x, verify: code}]"));
        assertThat(reading.faults()).isEmpty();
        assertThat(programs.find(new ProgramId("orphan-x")).verify()).isEqualTo(Program.Verify.CODE);
    }

    @Test
    void every_fault_is_told_with_its_key() {
        read("""
                programs:
                  - {id: Orphan X}
                  - {id: one, phone: 555, timeZone: Mars, verify: maybe, colour: blue}
                  - {id: two}
                  - {id: two}
                  - {id: four, sms: eu}
                """);
        assertThat(reading.faults())
                .extracting(ConfigFault::key)
                .containsExactlyInAnyOrder(
                        "programs[0].id",
                        "programs[1].phone",
                        "programs[1].timeZone",
                        "programs[1].verify",
                        "programs[1].colour",
                        "programs[3].id",
                        "programs[4].sms");
    }

    private List<Program> read(String yaml) {
        return ProgramsYaml.read(YamlFile.parse(Path.of("programs.yaml"), yaml, reading), Set.of("us"));
    }
}
