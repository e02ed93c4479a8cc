package dev.waymark.gateway.scenario;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.Assertions;

/** What axe-core finds on a page as it stands, by all its rules. */
final class Accessible {

    private static final String AXE = read();

    private static final String RUN = """
            async () => (await axe.run(document, {resultTypes: ['violations']})).violations.flatMap(
              rule => rule.nodes.map(node => rule.id + ': ' + node.html.slice(0, 200) + ' ' + node.failureSummary))""";

    private Accessible() {}

    static void check(Page page, String as) {
        page.evaluate(AXE + ";0");
        Assertions.assertThat((List<?>) page.evaluate(RUN)).as(as).isEmpty();
    }

    private static String read() {
        try (InputStream in =
                Objects.requireNonNull(Accessible.class.getClassLoader().getResourceAsStream("axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
