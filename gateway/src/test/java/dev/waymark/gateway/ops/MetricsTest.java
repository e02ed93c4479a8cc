package dev.waymark.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final Metrics metrics = new Metrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void counts_times_and_figures_appear_under_their_names() {
        metrics.count("waymark_attempts", 3, "channel", "email", "outcome", "accepted");
        metrics.time("waymark_attempt", Duration.ofMillis(20), "channel", "email");
        metrics.gauge("waymark_due", () -> 7);
        assertThat(metrics.scrape())
                .contains("waymark_attempts_total{channel=\"email\",outcome=\"accepted\"} 3.0")
                .contains("waymark_attempt_seconds_bucket{channel=\"email\",le=\"0.025\"} 1")
                .contains("waymark_due 7.0");
    }

    @Test
    void an_id_or_a_text_of_somebody_as_a_label_is_counted_as_other() {
        metrics.count("waymark_attempts", "to", "0195a1b2-0000-7000-8000-000000000000");
        metrics.count("waymark_attempts", "to", "+12025550142");
        metrics.count("waymark_attempts", "to", "Ana Diaz");
        assertThat(metrics.scrape()).contains("waymark_attempts_total{to=\"other\"} 3.0");
    }

    @Test
    void a_label_with_too_many_values_stops_growing() {
        for (int i = 0; i < 1_000; i++) {
            metrics.count("waymark_attempts", "which", "v" + i);
        }
        assertThat(metrics.scrape().lines().filter(line -> line.startsWith("waymark_attempts_total")))
                .hasSize(MetricLabels.MOST);
    }

    @Test
    void other_names_than_ours_are_refused() {
        assertThatThrownBy(() -> metrics.count("attempts")).isInstanceOf(IllegalArgumentException.class);
    }
}
