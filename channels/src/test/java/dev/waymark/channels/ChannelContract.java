package dev.waymark.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.channels.FarSide.Manner;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every channel keeps to, whatever it speaks. Implemented by the test of each one. */
@ExtendWith(VertxExtension.class)
public interface ChannelContract<E extends Envelope> {

    /** A far side of this channel's kind on a port of its own, up until {@code vertx} closes. */
    FarSide farSide(Vertx vertx, Manner manner);

    /** A channel whose attempts end within {@code timeout}. */
    Channel<E> channel(Vertx vertx, int port, Duration timeout);

    E envelope(String id, int port);

    @Test
    default void a_message_is_accepted_once_and_seen_by_the_far_side(Vertx vertx) {
        FarSide far = farSide(vertx, Manner.TAKES);
        Channel<E> channel = channel(vertx, far.port(), Duration.ofSeconds(10));

        SendOutcome outcome = Wait.on(channel.send(envelope("n-1", far.port())));

        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(outcome.answered()).isTrue();
        assertThat(far.seen()).containsExactly("n-1");
    }

    @Test
    default void the_id_is_the_same_on_every_attempt(Vertx vertx) {
        FarSide far = farSide(vertx, Manner.PUTS_OFF);
        Channel<E> channel = channel(vertx, far.port(), Duration.ofSeconds(10));

        Wait.on(channel.send(envelope("n-2", far.port())));
        Wait.on(channel.send(envelope("n-2", far.port())));

        assertThat(far.seen()).containsExactly("n-2", "n-2");
    }

    @Test
    default void a_far_side_that_asks_to_wait_is_deferred(Vertx vertx) {
        FarSide far = farSide(vertx, Manner.PUTS_OFF);
        Channel<E> channel = channel(vertx, far.port(), Duration.ofSeconds(10));

        SendOutcome outcome = Wait.on(channel.send(envelope("n-3", far.port())));

        assertThat(outcome).isInstanceOf(SendOutcome.Deferred.class);
        assertThat(outcome.answered()).isTrue();
    }

    @Test
    default void a_silent_far_side_is_deferred_within_the_time_out(Vertx vertx) {
        FarSide far = farSide(vertx, Manner.KEEPS_SILENT);
        Channel<E> channel = channel(vertx, far.port(), Duration.ofMillis(600));

        long start = System.nanoTime();
        SendOutcome outcome = Wait.on(channel.send(envelope("n-4", far.port())));
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(outcome).isInstanceOf(SendOutcome.Deferred.class);
        assertThat(outcome.answered()).isFalse();
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    default void a_refused_connection_is_deferred_and_was_not_answered(Vertx vertx) {
        int port = portOfNobody(vertx);
        Channel<E> channel = channel(vertx, port, Duration.ofSeconds(10));

        SendOutcome outcome = Wait.on(channel.send(envelope("n-5", port)));

        assertThat(outcome).isInstanceOf(SendOutcome.Deferred.class);
        assertThat(outcome.code()).isEqualTo("connect-refused");
        assertThat(outcome.answered()).isFalse();
    }

    @Test
    default void a_refusal_is_an_outcome_with_the_far_sides_words(Vertx vertx) {
        FarSide far = farSide(vertx, Manner.REFUSES);
        Channel<E> channel = channel(vertx, far.port(), Duration.ofSeconds(10));

        SendOutcome outcome = Wait.on(channel.send(envelope("n-6", far.port())));

        assertThat(outcome).isInstanceOf(SendOutcome.Refused.class);
        assertThat(outcome.answered()).isTrue();
        assertThat(outcome.words()).get().asString().contains("no such");
    }

    @Test
    default void a_reset_in_the_midst_of_an_answer_is_deferred(Vertx vertx) {
        FarSide far = farSide(vertx, Manner.BREAKS_OFF);
        Channel<E> channel = channel(vertx, far.port(), Duration.ofSeconds(10));

        SendOutcome outcome = Wait.on(channel.send(envelope("n-7", far.port())));

        assertThat(outcome).isInstanceOf(SendOutcome.Deferred.class);
        assertThat(outcome.code()).isEqualTo("connection-closed");
        assertThat(outcome.answered()).isFalse();
    }

    @Test
    default void words_are_cleaned_and_cut(Vertx vertx) {
        FarSide far = farSide(vertx, Manner.RANTS);
        Channel<E> channel = channel(vertx, far.port(), Duration.ofSeconds(10));

        SendOutcome outcome = Wait.on(channel.send(envelope("n-8", far.port())));

        assertThat(outcome).isInstanceOf(SendOutcome.Refused.class);
        String words = outcome.words().orElseThrow();
        assertThat(words).doesNotContain("\0").contains("nono \uD83D\uDE48");
        assertThat(words.getBytes(StandardCharsets.UTF_8).length).isBetween(1_500, Words.MOST_BYTES);
    }

    @Test
    default void closing_lets_end_what_is_under_way_and_takes_nothing_more(Vertx vertx) {
        FarSide far = farSide(vertx, Manner.DAWDLES);
        Channel<E> channel = channel(vertx, far.port(), Duration.ofSeconds(10));

        Future<SendOutcome> under = channel.send(envelope("n-9", far.port()));
        Wait.on(vertx.timer(100));
        Wait.on(channel.close());

        assertThat(Wait.on(under)).isInstanceOf(SendOutcome.Accepted.class);
        SendOutcome late = Wait.on(channel.send(envelope("n-10", far.port())));
        assertThat(late).isInstanceOf(SendOutcome.Deferred.class);
        assertThat(late.code()).isEqualTo("closing");
        assertThat(far.seen()).containsExactly("n-9");
    }

    @Test
    default void many_at_once_each_arrive_once(Vertx vertx) {
        FarSide far = farSide(vertx, Manner.TAKES);
        Channel<E> channel = channel(vertx, far.port(), Duration.ofSeconds(15));
        List<String> ids = IntStream.range(0, 12).mapToObj(n -> "n-" + n).toList();

        List<Future<SendOutcome>> sent =
                ids.stream().map(id -> channel.send(envelope(id, far.port()))).toList();
        Wait.on(Future.join(sent));

        assertThat(sent).allSatisfy(one -> assertThat(one.result()).isInstanceOf(SendOutcome.Accepted.class));
        assertThat(far.seen()).containsExactlyInAnyOrderElementsOf(ids);
    }

    private static int portOfNobody(Vertx vertx) {
        NetServer server =
                Wait.on(vertx.createNetServer().connectHandler(socket -> {}).listen(0, "127.0.0.1"));
        int port = server.actualPort();
        Wait.on(server.close());
        return port;
    }
}
