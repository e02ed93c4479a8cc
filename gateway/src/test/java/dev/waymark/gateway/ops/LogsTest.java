package dev.waymark.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The shipped configuration, in a process of its own, as an operator would run it. */
class LogsTest {

    private static final String PLANTED = "Ana Diaz";

    /** What the process does. */
    static final class Speaker {
        private Speaker() {}

        public static void main(String[] args) {
            Logs.install();
            LoggerFactory.getLogger("dev.waymark.one").info("sent: attempt={} line\nbroken", 1);
            Logger.getLogger("a.library").log(Level.WARNING, "from java.util.logging");
            LoggerFactory.getLogger("dev.waymark.two")
                    .error(
                            "failed: error=7",
                            new IllegalStateException(PLANTED, new IOException(PLANTED + "\nmore of it")));
        }
    }

    @Test
    void each_record_is_one_line_of_json_from_whatever_log() throws Exception {
        List<JsonObject> lines = speak("json").lines().map(JsonObject::new).toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).getString("message")).isEqualTo("sent: attempt=1 line\nbroken");
        assertThat(lines.get(0).getString("level")).isEqualTo("INFO");
        assertThat(lines.get(0).getString("time")).endsWith("Z");
        assertThat(lines.get(1).getString("message")).isEqualTo("from java.util.logging");
        assertThat(lines.get(2).getString("error")).isEqualTo("java.lang.IllegalStateException");
        assertThat(lines.get(2).getString("cause")).isEqualTo("java.io.IOException");
        assertThat(lines.get(2).getJsonArray("stack").getJsonObject(0).getString("method"))
                .isEqualTo("main");
    }

    @Test
    void what_an_exception_says_is_in_no_log() throws Exception {
        assertThat(speak("json")).doesNotContain(PLANTED).doesNotContain("more of it");
        assertThat(speak("text")).doesNotContain(PLANTED).doesNotContain("more of it");
    }

    @Test
    void for_people_it_is_text_one_line_a_record() throws Exception {
        List<String> lines = speak("text").lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  one  sent: attempt=1 line\\\\nbroken");
        assertThat(lines.get(2))
                .contains("IllegalStateException")
                .contains("IOException")
                .contains("Speaker.main");
    }

    private static String speak(String form) throws Exception {
        ProcessBuilder process = new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.configurationFile=log4j2.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Speaker.class.getName());
        process.environment().put("WAYMARK_LOG", form);
        process.redirectErrorStream(true);
        Process running = process.start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
