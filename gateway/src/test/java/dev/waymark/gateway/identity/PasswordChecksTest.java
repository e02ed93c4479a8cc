package dev.waymark.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordChecksTest {

    private final Vertx vertx = Vertx.vertx();
    private final PasswordChecks checks = new PasswordChecks(vertx);
    private final Argon2Hash nobody = Argon2Hash.ofNobody(new SecureRandom());

    @AfterEach
    void stop() {
        checks.close().await();
        vertx.close().await();
    }

    @Test
    void beyond_those_that_may_wait_a_check_is_put_off_and_later_ones_are_made_again() {
        List<Future<Boolean>> many = IntStream.range(0, 600)
                .mapToObj(i -> checks.matches(nobody, "guess"))
                .toList();
        Future.join(many).otherwiseEmpty().await();
        assertThat(many.stream().filter(Future::failed).map(Future::cause))
                .isNotEmpty()
                .allSatisfy(cause -> assertThat(cause)
                        .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                                .isEqualTo(503)));
        assertThat(many.stream().filter(Future::succeeded).map(Future::result)).hasSizeGreaterThanOrEqualTo(34);
        assertThat(checks.matches(nobody, "guess").await()).isFalse();
    }
}
