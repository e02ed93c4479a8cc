package dev.waymark.gateway.responsiveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AFewAtOnceTest {

    private final AFewAtOnce atOnce = new AFewAtOnce(2, 2, 1);
    private final List<Promise<String>> begun = new ArrayList<>();

    @Test
    void no_more_than_a_few_are_under_way_and_the_first_to_wait_is_the_next() {
        List<Future<String>> asked = List.of(ask("a"), ask("b"), ask("c"), ask("d"));
        assertThat(begun).hasSize(2);

        begun.get(1).complete("second");
        assertThat(begun).hasSize(3);
        begun.get(2).fail(new IllegalStateException("third"));
        assertThat(begun).hasSize(4);
        begun.get(0).complete("first");
        begun.get(3).complete("fourth");

        assertThat(asked.get(0).result()).isEqualTo("first");
        assertThat(asked.get(1).result()).isEqualTo("second");
        assertThat(asked.get(2).cause()).hasMessage("third");
        assertThat(asked.get(3).result()).isEqualTo("fourth");
    }

    @Test
    void who_would_wait_too_long_is_told_to_come_again_and_later_may() {
        List<Future<String>> asked = List.of(ask("a"), ask("b"), ask("c"), ask("d"));

        Future<String> fifth = ask("e");

        assertThat(fifth.cause()).isInstanceOf(Problem.class).hasMessageContaining("unavailable");
        for (int i = 0; i < 4; i++) {
            begun.get(i).complete("done");
        }
        assertThat(asked).allMatch(Future::succeeded);
        ask("f");
        assertThat(begun).hasSize(5);
    }

    @Test
    void one_who_asks_much_has_one_under_way_and_keeps_nobody_waiting() {
        Future<String> first = ask("a");
        Future<String> second = ask("a");
        Future<String> third = ask("a");
        assertThat(begun).hasSize(1);
        assertThat(third.cause()).isInstanceOf(Problem.class).hasMessageContaining("rate-limited");

        Future<String> other = ask("b");
        assertThat(begun).hasSize(2);
        begun.get(1).complete("other");
        assertThat(begun).hasSize(2);
        begun.get(0).complete("first");
        assertThat(begun).hasSize(3);
        begun.get(2).complete("second");
        assertThat(List.of(first.result(), second.result(), other.result()))
                .containsExactly("first", "second", "other");
    }

    @Test
    void work_that_throws_gives_its_place_back() {
        for (int i = 0; i < 5; i++) {
            Future<String> failed = atOnce.run("a", () -> {
                throw new IllegalStateException("thrown");
            });
            assertThat(failed.cause()).hasMessage("thrown");
        }
        ask("f");
        assertThat(begun).hasSize(1);
    }

    private Future<String> ask(String who) {
        return atOnce.run(who, () -> {
            Promise<String> promise = Promise.promise();
            begun.add(promise);
            return promise.future();
        });
    }
}
