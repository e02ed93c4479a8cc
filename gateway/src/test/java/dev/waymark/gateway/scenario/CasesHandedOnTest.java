package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maria's case goes to Sam, and from Sam to Zoe. */
class CasesHandedOnTest {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private TestGateway gateway;
    private Hands hands;

    @BeforeEach
    void marias_case() {
        gateway = new TestGateway(folder);
        hands = new Hands(gateway);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void what_was_handed_on_until_the_same_time_comes_back_to_who_gave_it_first() {
        hands.give("maria", "sam", WEEK);
        hands.give("sam", "zoe", WEEK);
        assertThat(hands.managers()).isEqualTo("{zoe}");
        hands.later(WEEK.plus(DAY));
        assertThat(hands.managers()).isEqualTo("{maria}");
        assertThat(Sql.count(gateway, "handover where ended_at is null")).isZero();
    }

    @Test
    void what_was_handed_on_for_longer_than_it_was_had_comes_back_when_it_was_promised() {
        hands.give("maria", "sam", DAY);
        hands.give("sam", "zoe", WEEK);
        hands.later(DAY.plusHours(1));
        assertThat(hands.managers()).isEqualTo("{maria}");
        hands.later(WEEK);
        assertThat(hands.managers()).isEqualTo("{maria}");
        assertThat(Sql.count(gateway, "handover where ended_at is null")).isZero();
    }

    @Test
    void what_was_handed_on_for_a_shorter_time_comes_back_hand_by_hand() {
        hands.give("maria", "sam", WEEK);
        hands.give("sam", "zoe", DAY);
        hands.later(DAY.plusHours(1));
        assertThat(hands.managers()).isEqualTo("{sam}");
        hands.later(WEEK);
        assertThat(hands.managers()).isEqualTo("{maria}");
    }

    @Test
    void nobody_gives_away_for_good_what_they_have_for_a_time_and_who_gave_takes_back_at_once() {
        String lent = hands.give("maria", "sam", WEEK);
        hands.giveForGood("sam", "zoe");
        assertThat(hands.takeBack("maria", lent).status()).isEqualTo(204);
        assertThat(hands.managers()).isEqualTo("{maria}");
    }

    @Test
    void who_covers_for_two_goes_on_covering_for_one_when_the_other_is_back() {
        hands.hubNames("maria", "zoe");
        hands.give("maria", "sam", DAY);
        hands.give("zoe", "sam", WEEK);
        assertThat(hands.managers()).isEqualTo("{sam}");
        hands.later(DAY.plusHours(1));
        assertThat(hands.managers()).isEqualTo("{maria,sam}");
        hands.later(WEEK);
        assertThat(hands.managers()).isEqualTo("{maria,zoe}");
    }

    @Test
    void what_went_for_good_is_taken_back_within_ten_minutes_and_no_later() {
        String slip = hands.giveForGood("maria", "sam");
        gateway.clocks.advanceBusiness(Duration.ofMinutes(9));
        assertThat(hands.takeBack("maria", slip).status()).isEqualTo(204);
        assertThat(hands.managers()).isEqualTo("{maria}");

        String gone = hands.giveForGood("maria", "sam");
        gateway.clocks.advanceBusiness(Duration.ofMinutes(11));
        Answer late = hands.takeBack("maria", gone);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problem()).isEqualTo("too-late");
        assertThat(hands.managers()).isEqualTo("{sam}");

        String lent = hands.give("sam", "zoe", WEEK);
        gateway.clocks.advanceBusiness(DAY);
        assertThat(hands.takeBack("sam", lent).status()).isEqualTo(204);
    }
}
