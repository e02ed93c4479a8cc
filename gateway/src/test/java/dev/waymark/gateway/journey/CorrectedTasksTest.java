package dev.waymark.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CorrectedTasksTest {

    private static final Journey JOURNEY = Journeys.shipped();

    @Test
    void a_correction_keeps_the_task_that_both_make() {
        TaskPolicy deliver = task("prior-auth.approved");
        TaskPolicy soon = task("fulfillment.ready");

        assertThat(correct("prior-auth.approved", "fulfillment.ready"))
                .isEqualTo(new CorrectionEffect(Optional.of(soon), Optional.empty(), Optional.empty()));
        assertThat(correct("prior-auth.approved", "prior-auth.denied"))
                .isEqualTo(new CorrectionEffect(
                        Optional.empty(), Optional.of(deliver), Optional.of(task("prior-auth.denied"))));
        assertThat(correct("prior-auth.approved", "consent.obtained"))
                .isEqualTo(new CorrectionEffect(Optional.empty(), Optional.of(deliver), Optional.empty()));
        assertThat(correct("consent.obtained", "consent.declined"))
                .isEqualTo(new CorrectionEffect(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static CorrectionEffect correct(String before, String after) {
        return JOURNEY.correct(Journeys.code(before), Journeys.code(after));
    }

    private static TaskPolicy task(String code) {
        return JOURNEY.policy(Journeys.code(code))
                .flatMap(MilestonePolicy::task)
                .orElseThrow();
    }
}
