package dev.waymark.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplatesCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private final Cli cli = new Cli();

    @Test
    void check_tells_every_fault_with_its_place_and_what_to_write() throws IOException {
        Path text = write("patient/en/sms/news.mustache", "{{publicName}}: your\ntherapy {{title}} {{link}}");

        Cli.Result check = cli.run("templates", "check", folder);

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out()).isEmpty();
        assertThat(check.errLines())
                .containsExactly(
                        text + ":2:1: \"therapy\" tells of a treatment: it may not stand where anybody may read it",
                        text + ":2:9: {{title}} is not to be had here, where anybody may read it and no health"
                                + " information stands; there is link, phone, publicName");

        Files.writeString(text, "{{publicName}}: your\ntherapy {{link}}");
        assertThat(cli.run("templates", "check", folder).errLines())
                .containsExactly(
                        text + ":2:1: \"therapy\" tells of a treatment: it may not stand where anybody may read it");

        Files.writeString(text, "{{publicName}}: news at {{link}}");
        assertThat(cli.run("templates", "check", folder).exitCode()).isZero();
    }

    @Test
    void a_text_is_measured_with_the_names_of_the_configuration() throws IOException {
        Path text =
                write("templates/patient/en/sms/news.mustache", "{{publicName}}: news " + "a".repeat(95) + "{{link}}");
        Path config = write("waymark.yaml", "publicUrl: http://localhost:8080\n");
        assertThat(cli.run("templates", "check", "--config", config).exitCode()).isZero();

        write("programs.yaml", "programs: [{id: orphan-x, publicName: Northwind Care Team}]\n");
        Cli.Result check = cli.run("templates", "check", "--config", config);

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.errLines())
                .containsExactly(text + ":1:1: takes 167 of 160 places with the public name of orphan-x: say it in"
                        + " fewer words, or shorten that name or publicUrl by 7");
    }

    @Test
    void a_public_name_or_sender_that_tells_of_health_is_refused() throws IOException {
        Path programs = write("programs.yaml", "programs: [{id: orphan-x, publicName: Oncology Care}]\n");
        Path config = write("waymark.yaml", "email: {from: \"Rx Pharmacy <care@example.org>\"}\n");

        assertThat(cli.run("check", "--config", config).errLines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith(programs + ": orphan-x.publicName: \"Oncology\" tells of an illness"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(config + ":1: email.from: \"Pharmacy\" tells that something was prescribed"));
    }

    @Test
    void preview_shows_a_template_in_each_language_and_how_long_it_gets() {
        Cli.Result preview = cli.run("templates", "preview", folder, "--template", "patient/sms/news");

        assertThat(preview.exitCode()).isZero();
        assertThat(preview.out())
                .contains("patient/sms/news (en): 142 of 160 places at most, GSM-7, one part", "there is news for you")
                .contains("patient/sms/news (es): ", "hay novedades para usted");
        assertThat(cli.run("templates", "preview", folder, "--template", "patient/sms/nwes")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void the_page_of_previews_shows_all_and_runs_nothing() throws IOException {
        Path page = folder.resolve("preview.html");

        Cli.Result preview = cli.run("templates", "preview", "--html", page);

        assertThat(preview.exitCode()).isZero();
        assertThat(Files.readString(page))
                .contains(
                        "default-src 'none'", "patient · secure-mail", "manager · alert", "<iframe sandbox", "Ana Diaz")
                .doesNotContain("<script", "{{", "href=\"/a.css\"", "href=&quot;/a.css");
    }

    @Test
    void a_folder_and_a_configuration_are_not_named_both() throws IOException {
        Path config = write("waymark.yaml", "");
        assertThat(cli.run("templates", "check", folder, "--config", config).exitCode())
                .isEqualTo(2);
        assertThat(cli.run("templates", "check", folder.resolve("gone")).err()).contains("is no folder");
        assertThat(cli.run("templates").exitCode()).isEqualTo(2);
    }

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
