package dev.waymark.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    @TempDir
    Path folder;

    @Test
    @Tag("demo")
    @Timeout(300)
    void the_short_tour_sees_every_leg_on_a_real_gateway() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int exitCode = run(out, err, "demo", "--once");

        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .contains(
                        "signed milestone answered 202",
                        "mail at the SMTP server",
                        "text at the provider",
                        "webhook with verified signature",
                        "alert over the WebSocket",
                        "inbox",
                        "acknowledgement",
                        "patient's link page",
                        "response rate, a day later",
                        "Every leg was seen.")
                .doesNotContain("FAIL");
        assertThat(exitCode).isZero();
    }

    @Test
    void a_folder_that_holds_something_else_is_left_alone() throws Exception {
        Files.writeString(folder.resolve("letter.txt"), "dear diary");
        StringWriter err = new StringWriter();

        assertThat(run(new StringWriter(), err, "demo", "--keep", folder.toString()))
                .isEqualTo(2);

        assertThat(err.toString()).contains("holds something else");
        assertThat(folder).isDirectoryContaining("glob:**letter.txt");
    }

    @Test
    void a_tour_is_not_kept() {
        StringWriter err = new StringWriter();

        assertThat(run(new StringWriter(), err, "demo", "--once", "--keep", folder.toString()))
                .isEqualTo(2);

        assertThat(err.toString()).contains("leave --keep out");
    }

    @Test
    void a_path_with_a_space_is_one_word_of_the_line_to_copy() {
        assertThat(Invocation.quoted("/tmp/demo/hub.jwk")).isEqualTo("/tmp/demo/hub.jwk");
        assertThat(Invocation.quoted("/tmp/my demo/Ann's.jwk")).isEqualTo("'/tmp/my demo/Ann'\\''s.jwk'");
    }

    private static int run(StringWriter out, StringWriter err, String... words) {
        Surroundings surroundings = new Surroundings(
                Map.of(), InputStream.nullInputStream(), InstantSource.system(), new SecureRandom(), pause -> {});
        return WaymarkCommand.of(
                        configuration -> Future.failedFuture(new IllegalStateException("not asked for")),
                        surroundings,
                        List.of(new DemoCommand(surroundings)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }
}
