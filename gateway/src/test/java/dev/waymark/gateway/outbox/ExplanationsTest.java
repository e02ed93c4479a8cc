package dev.waymark.gateway.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.channels.TransportFailure;
import dev.waymark.gateway.journey.PeopleStop;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationsTest {

    @ParameterizedTest
    @EnumSource
    void every_reason_of_a_decision_has_a_code_of_its_own_and_a_sentence(Reason reason) {
        assertThat(reason.code()).matches("[a-z]+(-[a-z]+)*");
        assertThat(Reason.of(reason.code())).isSameAs(reason);
        assertThat(Explanations.of(reason.code())).isEqualTo(reason.sentence());
        assertThat(reason.sentence()).matches("[A-Z].{10,200}\\.");
        assertThat(Arrays.stream(Reason.values()).map(Reason::sentence)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void why_patient_and_caregivers_are_told_nothing_is_a_reason(PeopleStop stop) {
        assertThat(Reason.of(stop.code()).sentence()).contains("are told nothing");
    }

    @ParameterizedTest
    @MethodSource("codesOfAttempts")
    void every_code_that_an_attempt_can_end_with_is_explained(String code) {
        assertThat(Explanations.of(code)).matches("[A-Z].{10,200}\\.").doesNotContain("ended with " + code);
    }

    @ParameterizedTest
    @MethodSource("codesOfTomorrow")
    void a_code_that_nobody_knows_yet_is_named_as_it_is(String code) {
        assertThat(Explanations.of(code)).isEqualTo("The last attempt ended with " + code + ".");
    }

    static Stream<String> codesOfAttempts() {
        Stream<Throwable> failures = Stream.of(
                new SSLException("no"),
                new UnknownHostException("no"),
                new ConnectTimeoutException("no"),
                new NoRouteToHostException("no"),
                new ConnectException("no"),
                new TimeoutException("no"),
                new ConnectionPoolTooBusyException("no"),
                new IOException("no"),
                new VertxException("no"));
        return Stream.of(
                        IntStream.range(200, 600).mapToObj(status -> "http-" + status),
                        IntStream.range(400, 600).mapToObj(status -> "smtp-" + status),
                        failures.map(failure -> TransportFailure.code(failure).orElseThrow()),
                        Stream.of(
                                "smtp-250",
                                "smtp-too-large",
                                "smtp-no-starttls",
                                "smtp-no-login",
                                "smtp-malformed",
                                "smtp-address-550"),
                        Stream.of("busy", "closing", "egress-refused", "twilio-21610", "twilio-30003"))
                .flatMap(codes -> codes);
    }

    static List<String> codesOfTomorrow() {
        return List.of("pigeon-lost", "http-", "smtp-soon");
    }
}
