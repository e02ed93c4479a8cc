package dev.waymark.gateway.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waymark.gateway.config.ConfigException;
import dev.waymark.gateway.config.ConfigFault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "patient/en/sms/stop.mustache|{{publicName}}: your Therapy|1:22|\"Therapy\" tells of a treatment",
                "patient/en/sms/stop.mustache|a{{! x }} pharma{{! y }}cy|1:11|\"pharma{{! y }}cy\" tells that something was prescribed",
                "patient/en/sms/stop.mustache|su medicina|1:4|\"medicina\" dice que se toma algo",
                "patient/es/sms/stop.mustache|LA AUTORIZACIÓN|1:4|\"AUTORIZACIÓN\" dice que se aprueba",
                "patient/en/mail/news.mustache|Subject: Denied\\n\\n{{link}}|1:10|\"Denied\" tells what moved",
                "patient/en/mail/news.mustache|Subject: x\\n\\n{{link}}\\nyour refill|4:6|\"refill\" tells that something is taken",
                "patient/en/secure-mail/news.mustache|Subject: your dose\\n\\n{{link}} the dose|1:15|\"dose\" tells",
                "patient/en/page/news.mustache|Title: Approved\\n\\n<h1>Approved</h1>|1:8|\"Approved\" tells what moved",
                "partner/en/mail/task.mustache|Subject: x\\n\\na prior authorization|3:9|\"authorization\" tells",
                "patient/en/page/news.mustache|Title: x\\n\\n<p>Orphan-X news|3:4|\"Orphan-X\" is the id of a program",
                "patient/en/sms/stop.mustache|From Rx  One Specialty|1:6|\"Rx  One Specialty\" is the name of a partner",
                "patient/es/sms/stop.mustache|informacion|1:1|\"informacion\" is spelt -ción",
                "patient/en/sms/stop.mustache|it’s done|1:3|U+2019 is not in the alphabet of text messages and is no letter: write '",
                "patient/en/sms/stop.mustache||0:0|is empty",
                "patient/en/page/news.mustache|Title: x\\n\\n<p title={{title}}>|3:4|a value in a tag stands in quotes",
                "patient/en/page/news.mustache|Title: x\\n\\n<a href=\"{{publicName}}\">|3:4|href is refused here but for",
                "patient/en/page/news.mustache|Title: x\\n\\n<p onclick=\"x\">|3:4|onclick is refused",
                "patient/en/page/news.mustache|Title: x\\n\\n<Script>{{title}}</Script>|3:1|<script> is refused",
                "patient/en/page/news.mustache|Title: x\\n\\n<!-- {{title}} -->|3:1|a comment is written {{! so }}",
                "patient/en/page/news.mustache|Title: x\\n\\n{{#by\\n}}|3:1|{{ is never closed on its line"
            })
    void is_refused_at_its_place(String path, String text, String place, String message) throws IOException {
        write(path, text == null ? "" : text.replace("\\n", "\n"));

        assertThat(faults()).anySatisfy(fault -> {
            assertThat(fault.file()).endsWith(path);
            assertThat(fault.line() + ":" + fault.column()).isEqualTo(place);
            assertThat(fault.message()).contains(message);
        });
    }

    @Test
    void words_of_ones_own_are_added_and_none_of_the_packed_taken_away() throws IOException {
        write("forbidden.yaml", "words: {en: {zolgen*: names a drug}}");
        write("patient/en/sms/stop.mustache", "{{publicName}}: Zolgensma therapy");

        assertThat(faults())
                .extracting(ConfigFault::message)
                .anySatisfy(message -> assertThat(message).startsWith("\"Zolgensma\" names a drug"))
                .anySatisfy(message -> assertThat(message).startsWith("\"therapy\" tells of a treatment"));
    }

    @Test
    void words_that_only_look_alike_are_let_through() throws IOException {
        write("patient/en/sms/stop.mustache", "{{publicName}}: no more. A secure link, caseload, redose");

        assertThat(faults()).isEmpty();
    }

    @Test
    void a_text_of_161_is_too_long_for_one_sender_of_two() throws IOException {
        write("patient/en/sms/stop.mustache", "{{publicName}}" + "a".repeat(146) + "€");

        assertThat(faults(sender("short", "Twelve chars"))).isEmpty();
        assertThat(faults(sender("short", "Twelve chars"), sender("long", "Thirteen char")))
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault.message()).startsWith("takes 161 of 160 places with the public name of long"));
    }

    @Test
    void letters_that_texts_count_double_may_take_two_parts() throws IOException {
        write("patient/es/sms/stop.mustache", "{{publicName}} í" + "a".repeat(120));

        assertThat(faults(sender("short", "Twelve chars"))).isEmpty();
        assertThat(faults(sender("long", "Thirteen char")))
                .extracting(ConfigFault::message)
                .anySatisfy(message -> assertThat(message).startsWith("takes 135 of 134 places"));
    }

    @Test
    void what_is_no_text_is_a_fault_of_its_file() throws IOException {
        Path file = folder.resolve("patient/en/sms/stop.mustache");
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {(byte) 0xC3, 0x28});
        Files.createSymbolicLink(folder.resolve("patient/en/round"), folder);

        assertThat(faults())
                .extracting(ConfigFault::message)
                .contains("must be UTF-8 text")
                .anySatisfy(message -> assertThat(message).startsWith("cannot be read: "));
    }

    @Test
    void editors_leave_files_that_do_not_count() throws IOException {
        write("patient/en/sms/stop.mustache~", "{{{");
        write("patient/en/sms/.stop.mustache.swp", "{{{");
        write("patient/en/sms/#stop.mustache#", "{{{");
        write(".git/config", "x");

        assertThat(faults()).isEmpty();
    }

    private static MessageFacts.Sender sender(String named, String publicName) {
        return new MessageFacts.Sender(named, publicName, Optional.empty());
    }

    private List<ConfigFault> faults(MessageFacts.Sender... senders) {
        List<MessageFacts.Sender> all =
                senders.length > 0 ? List.of(senders) : MessageFacts.assumed().senders();
        MessageFacts facts = new MessageFacts(
                URI.create("https://care.example"),
                all,
                Map.of("orphan-x", "the id of a program", "Rx One Specialty", "the name of a partner"));
        ConfigException found =
                catchThrowableOfType(ConfigException.class, () -> Templates.load(Optional.of(folder), facts));
        return found == null ? List.of() : found.faults();
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
