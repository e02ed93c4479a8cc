package dev.waymark.gateway.rendering;

import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The words of one language (templates/words/&lt;language&gt;.yaml).
 *
 * @param date writes a day
 * @param dateTime writes a day and a time with its zone
 * @param titles what each milestone is called, by code
 * @param told what patients are told of a milestone, by code
 * @param otherwise what they are told of any other
 * @param actions what is asked, as a verb, by action
 */
record Words(
        String language,
        DateTimeFormatter date,
        DateTimeFormatter dateTime,
        Map<String, String> titles,
        Map<String, Told> told,
        Told otherwise,
        Map<String, String> actions) {

    /** {@code by} has {@code {{expectedBy}}} where the day goes. */
    record Told(String title, String happened, String next, Optional<String> by) {}

    Words {
        titles = Map.copyOf(titles);
        told = Map.copyOf(told);
        actions = Map.copyOf(actions);
    }

    /** As this language groups digits. */
    String number(int value) {
        return NumberFormat.getIntegerInstance(Locale.forLanguageTag(language)).format(value);
    }
}
