package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maria's hub does not know that Sam covers for her until Friday. */
class HubAndHandoverTest {

    private static final Duration UNTIL_FRIDAY = Duration.ofDays(3);

    @TempDir
    Path folder;

    @Test
    void a_hub_that_says_again_what_it_said_leaves_the_cover_where_it_is() {
        try (TestGateway gateway = new TestGateway(folder)) {
            Hands hands = new Hands(gateway);
            hands.give("maria", "sam", UNTIL_FRIDAY);
            hands.hubNames("maria");
            assertThat(hands.managers()).isEqualTo("{sam}");
            hands.later(UNTIL_FRIDAY.plusHours(1));
            assertThat(hands.managers()).isEqualTo("{maria}");
        }
    }

    @Test
    void a_hub_that_names_one_more_has_them_beside_the_cover() {
        try (TestGateway gateway = new TestGateway(folder)) {
            Hands hands = new Hands(gateway);
            hands.give("maria", "sam", UNTIL_FRIDAY);
            hands.hubNames("maria", "zoe");
            assertThat(hands.managers()).isEqualTo("{sam,zoe}");
            hands.later(UNTIL_FRIDAY.plusHours(1));
            assertThat(hands.managers()).isEqualTo("{maria,zoe}");
        }
    }

    @Test
    void a_hub_that_names_the_cover_ends_the_handover_and_its_word_stands() {
        try (TestGateway gateway = new TestGateway(folder)) {
            Hands hands = new Hands(gateway);
            hands.give("maria", "sam", UNTIL_FRIDAY);
            hands.hubNames("maria", "sam");
            assertThat(hands.managers()).isEqualTo("{maria,sam}");
            assertThat(Sql.count(gateway, "handover where ended_at is null")).isZero();

            hands.give("sam", "zoe", UNTIL_FRIDAY);
            hands.hubNames("zoe");
            hands.later(UNTIL_FRIDAY.plusHours(1));
            assertThat(hands.managers()).isEqualTo("{zoe}");
        }
    }

    @Test
    void a_hub_that_lists_the_cover_as_ever_leaves_the_handover() {
        try (TestGateway gateway = new TestGateway(folder)) {
            Hands hands = new Hands(gateway);
            hands.hubNames("maria", "sam");
            hands.give("maria", "sam", UNTIL_FRIDAY);
            hands.hubNames("maria", "sam");
            assertThat(hands.managers()).isEqualTo("{sam}");
            hands.later(UNTIL_FRIDAY.plusHours(1));
            assertThat(hands.managers()).isEqualTo("{maria,sam}");
        }
    }

    @Test
    void a_hub_that_no_longer_names_who_gave_ends_the_handover() {
        try (TestGateway gateway = new TestGateway(folder)) {
            Hands hands = new Hands(gateway);
            hands.give("maria", "sam", UNTIL_FRIDAY);
            hands.hubNames("zoe");
            assertThat(hands.managers()).isEqualTo("{zoe}");
            hands.hubNames("maria");
            assertThat(hands.managers()).isEqualTo("{maria}");
        }
    }
}
