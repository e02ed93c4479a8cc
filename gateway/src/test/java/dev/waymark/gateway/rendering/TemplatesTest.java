package dev.waymark.gateway.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waymark.gateway.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {

    @TempDir
    Path folder = Path.of("set by JUnit");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "patient/en/sms/news.mustache|one\\n{{publicName}} {{nme}}|2|{{nme}} is not to be had here; there is link, phone, publicName",
                "patient/en/sms/news.mustache|{{title}} {{link}}|1|{{title}} is not to be had here",
                "patient/en/mail/news.mustache|Subject: x\\n\\n{{happened}}|3|{{happened}} is not to be had here",
                "patient/en/page/news.mustache|Title: x\\n\\n{{note}}|3|{{note}} is not to be had here",
                "patient/en/page/news.mustache|Title: x\\n\\n{{partnerName}}|3|{{partnerName}} is not to be had here",
                "partner/en/mail/task.mustache|Subject: {{title}}\\n\\nx|1|{{title}} is not to be had here",
                "patient/en/page/news.mustache|Title: x\\n\\n\\n{{{title}}}|4|nothing is written unescaped: write {{title}}",
                "patient/en/page/news.mustache|Title: x\\n\\n{{&title}}|3|nothing is written unescaped: write {{title}}",
                "patient/en/page/news.mustache|Title: x\\n\\n{{> header}}|3|other templates are not drawn in",
                "patient/en/page/news.mustache|Title: x\\n\\n{{=<% %>=}}|3|{{= is not known here",
                "patient/en/sms/stop.mustache|Call {{phone}}|1|{{phone}} is missing at times: write {{#phone}}…{{phone}}…{{/phone}}",
                "patient/en/sms/stop.mustache|{{^phone}}{{phone}}{{/phone}}|1|{{phone}} is missing at times",
                "patient/en/sms/stop.mustache|{{link}}|1|{{link}} is not to be had here",
                "patient/en/sms/news.mustache|a\\n{{#phone}}\\nb|2|{{#phone}} is never closed: write {{/phone}}",
                "patient/en/sms/news.mustache|{{/phone}}|1|{{/phone}} closes nothing here",
                "patient/en/mail/news.mustache|Hello|1|the first line must be \"Subject: …\"",
                "patient/en/mail/news.mustache|Subject: x\\nHello|1|the first line must be \"Subject: …\"",
                "manager/en/sms/news.mustache|x|0|this audience is not told in this way",
                "patients/en/sms/news.mustache|x|0|must be <audience>/<language>/<channel>/<name>.mustache",
                "patient/en/sms/news.txt|x|0|must be <audience>/<language>/<channel>/<name>.mustache",
                "patient/fr/sms/news.mustache|{{link}}|0|is missing: templates in this language need its words",
                "layout/page.html|<html>|0|must have %LANGUAGE% once",
                "words/en.yaml|date: nonsense|1|Unknown pattern letter: o, but is \"nonsense\""
            })
    void a_fault_is_told_with_file_and_line(String path, String text, int line, String message) throws IOException {
        write(path, text.replace("\\n", "\n"));

        ConfigException faults = catchThrowableOfType(ConfigException.class, () -> Templates.load(Optional.of(folder)));

        assertThat(faults.faults()).anySatisfy(fault -> {
            assertThat(fault.message()).contains(message);
            assertThat(fault.line()).isEqualTo(line);
            assertThat(fault.file()).endsWith(path.startsWith("patient/fr") ? "words/fr.yaml" : path);
        });
    }

    @Test
    void all_faults_are_told_together() throws IOException {
        write("patient/en/sms/news.mustache", "{{a}} {{b}}");
        write("patient/es/sms/news.mustache", "{{c}}");

        assertThatThrownBy(() -> Templates.load(Optional.of(folder)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("{{a}}", "{{b}}", "{{c}}");
    }

    @Test
    void a_folder_of_ones_own_changes_what_is_in_it_and_nothing_else() throws IOException {
        write("patient/en/sms/news.mustache", "{{! ours }}{{publicName}} wrote.\n{{link}}\n");
        write("README.md", "not a template");
        Rendering rendering = new Rendering(Templates.load(Optional.of(folder)));
        RenderingContext context = Samples.everything().build();

        assertThat(rendering.text("news", "en", "en", context).text()).isEqualTo("Care Team wrote.\n" + Samples.LINK);
        assertThat(rendering.text("news", "es", "en", context))
                .isEqualTo(Samples.RENDERING.text("news", "es", "en", context));
    }

    @Test
    void a_language_can_be_added() throws IOException {
        write("patient/fr/sms/acknowledged.mustache", "{{publicName}} : merci.");
        write("words/fr.yaml", "{date: d MMMM, dateTime: d MMMM, otherwise: {title: a, happened: b, next: c}}");
        Rendering rendering = new Rendering(Templates.load(Optional.of(folder)));
        RenderingContext sender = RenderingContext.from("Soins", Optional.empty(), ZoneId.of("UTC"))
                .build();

        assertThat(rendering.text("acknowledged", "fr-CA", "en", sender).text()).isEqualTo("Soins : merci.");
        assertThat(rendering.text("start", "fr-CA", "es", sender).text()).contains("le enviaremos");
    }

    @Test
    void the_packed_ones_can_be_asked_for_by_name() {
        assertThat(Samples.SHIPPED.has(Audience.PATIENT, "sms", "news")).isTrue();
        assertThat(Samples.SHIPPED.has(Audience.PATIENT, "sms", "nwes")).isFalse();
        assertThatThrownBy(() -> Samples.RENDERING.text(
                        "nwes", "en", "en", Samples.everything().build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("patient/en/sms/nwes.mustache");
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
