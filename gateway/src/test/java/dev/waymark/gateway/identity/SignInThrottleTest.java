package dev.waymark.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.time.ManualClocks;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {

    private final ManualClocks clocks = new ManualClocks();
    private final SignInThrottle throttle = new SignInThrottle(clocks);

    private void fail(int times, String user, String address) {
        for (int i = 0; i < times; i++) {
            assertThat(throttle.begin(user, address)).isZero();
        }
    }

    @Test
    void after_five_failures_each_further_try_waits_twice_as_long_up_to_a_minute() {
        fail(5, "maria", "a");
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(throttle.begin("maria", "b")).isEqualTo(Duration.ofSeconds(seconds));
            clocks.advanceSteady(Duration.ofSeconds(seconds));
            assertThat(throttle.begin("maria", "b")).isZero();
        }
    }

    @Test
    void one_user_is_slowed_down_whatever_the_address_and_the_case_of_the_name() {
        fail(5, "maria", "a");
        assertThat(throttle.begin("MARIA", "b")).isPositive();
        assertThat(throttle.begin("sam", "a")).isZero();
    }

    @Test
    void one_address_is_slowed_down_whatever_the_user() {
        for (int i = 0; i < 20; i++) {
            fail(1, "user" + i, "a");
        }
        assertThat(throttle.begin("someone", "a")).isPositive();
        assertThat(throttle.begin("someone", "b")).isZero();
    }

    @Test
    void success_forgets_the_names_failures_but_not_those_of_the_address() {
        fail(4, "maria", "a");
        fail(1, "maria", "a");
        throttle.succeeded("maria", "a");
        assertThat(throttle.begin("maria", "a")).isZero();
        for (int i = 0; i < 15; i++) {
            fail(1, "user" + i, "a");
        }
        assertThat(throttle.begin("maria", "a")).isPositive();
    }

    @Test
    void a_try_that_could_not_be_made_does_not_count() {
        fail(4, "maria", "a");
        assertThat(throttle.begin("maria", "a")).isZero();
        throttle.notTried("maria", "a");
        assertThat(throttle.begin("maria", "a")).isZero();
    }

    @Test
    void failures_are_forgotten_after_an_hour() {
        fail(5, "maria", "a");
        clocks.advanceSteady(Duration.ofMinutes(61));
        fail(5, "maria", "a");
    }

    @Test
    void the_business_clock_changes_nothing() {
        fail(5, "maria", "a");
        clocks.advanceBusiness(Duration.ofDays(1));
        assertThat(throttle.begin("maria", "a")).isPositive();
    }
}
