package dev.waymark.gateway.rendering;

import static dev.waymark.gateway.rendering.Samples.RENDERING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SaidTimesTest {

    @Test
    void the_parts_of_an_alert_are_its_detail_and_its_times_their_instants() {
        RenderingContext context = Samples.everything().build();
        RenderedAlert alert = RENDERING.alert("milestone", "en", context);
        assertThat(alert.parts().stream().map(RenderedAlert.Part::text).collect(Collectors.joining()))
                .isEqualTo(alert.detail());
        assertThat(alert.parts().stream().flatMap(part -> part.at().stream()))
                .containsExactly(
                        context.dueAt().orElseThrow(), context.expectedBy().orElseThrow());
        assertThat(alert.detail() + alert.title()).doesNotContainPattern("[\\u0001-\\u0003]");
    }

    @Test
    void what_somebody_wrote_is_never_taken_for_a_time() {
        String note = "by \u0001tomorrow\u0003";
        RenderedAlert alert = RENDERING.alert(
                "reply", "en", Samples.everything().note(Optional.of(note)).build());
        assertThat(alert.detail()).isEqualTo("by  tomorrow");
        assertThat(alert.parts()).isEmpty();
    }
}
