package dev.waymark.gateway.acks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                "stop",
                " Stop. ",
                "\"stop\"",
                "STOPALL",
                "Unsubscribe!",
                "cancel",
                "END",
                "quit",
                "revoke",
                "optout",
                "alto",
                "¡Parar!",
                "ＳＴＯＰ",
                "opt-out",
                "Opt out.",
                "stop all",
                "S.T.O.P.",
                "¡ALTO!",
                "STÓP",
                "\u200bStop\u2026",
                "\uD83D\uDED1 stop \uD83D\uDED1"
            })
    void stop_in_any_spelling_stops(String text) {
        assertThat(Keyword.of(text)).contains(Keyword.STOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "OK!", "1", "si", "Sí", "¡SÍ!", "yes."})
    void a_plain_yes_acknowledges(String text) {
        assertThat(Keyword.of(text)).contains(Keyword.ACKNOWLEDGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "INFO", "¿Ayuda?"})
    void help_is_help_in_both_languages(String text) {
        assertThat(Keyword.of(text)).contains(Keyword.HELP);
    }

    @Test
    void start_and_unstop_begin_again() {
        assertThat(Keyword.of("Start")).contains(Keyword.START);
        assertThat(Keyword.of("UNSTOP")).contains(Keyword.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"please stop the pain", "ok, but when?", "11", "", "...", "no"})
    void anything_else_is_for_people_to_read(String text) {
        assertThat(Keyword.of(text)).isEmpty();
    }

    @Test
    void twilio_answers_its_own_words_and_not_ours() {
        assertThat(Stream.of("STOP", "stop.", "alto", "unstop", "HELP").allMatch(Keyword::isTwilios))
                .isTrue();
        assertThat(Stream.of("ayuda", "OK", "yes", "When?").noneMatch(Keyword::isTwilios))
                .isTrue();
    }
}
