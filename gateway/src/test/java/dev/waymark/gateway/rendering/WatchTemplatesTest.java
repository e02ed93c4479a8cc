package dev.waymark.gateway.rendering;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.gateway.ops.Metrics;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTemplatesTest {

    private static final String TEXT = "patient/en/sms/start.mustache";

    @TempDir
    private Path folder = Path.of("");

    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<Templates> current = new AtomicReference<>(Samples.SHIPPED);
    private final Rendering rendering = new Rendering(current::get);
    private WatchTemplates watch = watching(folder);

    private WatchTemplates watching(Path place) {
        return new WatchTemplates(vertx, place, MessageFacts::assumed, current, new Metrics(), Duration.ofMillis(20));
    }

    @BeforeEach
    void start() {
        watch = watching(folder.resolve("templates"));
        watch.start();
    }

    @AfterEach
    void stop() {
        watch.stop().await();
        vertx.close().await();
    }

    @Test
    void an_edit_is_in_use_without_a_new_start_a_broken_one_is_not_until_it_is_mended() throws IOException {
        write(TEXT, "{{publicName}}: welcome back.");
        await().until(() -> said().equals("Care: welcome back."));
        assertThat(watch.status().note()).isEqualTo("in use as they are in the files");

        write(TEXT, "{{publicName}}: your {{title}}");
        await().until(() -> watch.status().note().contains(TEXT + ":1:22: {{title}} is not to be had here"));
        assertThat(watch.status().up()).isTrue();
        assertThat(said()).isEqualTo("Care: welcome back.");

        write(TEXT, "{{publicName}}: hello again.");
        await().until(() -> said().equals("Care: hello again."));
        assertThat(watch.status().note()).isEqualTo("in use as they are in the files");
    }

    @Test
    void a_set_with_one_fault_changes_nothing_at_all() throws IOException {
        write("patient/en/sms/stop.mustache", "{{publicName}}: done.");
        write(TEXT, "{{publicName}}: {{nobody}}");
        await().until(() -> watch.status().note().contains("{{nobody}}"));

        assertThat(current.get()).isSameAs(Samples.SHIPPED);
    }

    @Test
    void a_folder_that_is_gone_leaves_the_last_words_in_use() throws IOException {
        write(TEXT, "{{publicName}}: welcome back.");
        await().until(() -> said().equals("Care: welcome back."));

        Files.move(folder.resolve("templates"), folder.resolve("away"));
        await().until(() -> watch.status().note().contains("must be a folder that can be read"));
        assertThat(said()).isEqualTo("Care: welcome back.");

        Files.move(folder.resolve("away"), folder.resolve("templates"));
        await().until(() -> watch.status().note().equals("in use as they are in the files"));
    }

    private String said() {
        return rendering
                .text(
                        "start",
                        "en",
                        "en",
                        RenderingContext.from("Care", Optional.empty(), ZoneId.of("UTC"))
                                .build())
                .text();
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve("templates").resolve(path);
        Files.createDirectories(file.getParent());
        Files.move(Files.writeString(folder.resolve("edited"), text), file, ATOMIC_MOVE);
    }
}
