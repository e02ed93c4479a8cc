package dev.waymark.gateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads text as what it stands for. What does not fit throws {@link IllegalArgumentException} that says what to write. */
public final class Formats {

    static final String DURATION = "a duration, such as 30s, 15m, 24h or 2d";

    private static final Pattern DURATION_FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,15})?");

    private Formats() {}

    /** {@code 500ms}, {@code 30s}, {@code 15m}, {@code 24h}, {@code 2d}; a day is 24 hours. */
    public static Duration duration(String text) {
        Matcher matcher = DURATION_FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be " + DURATION);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    static Function<String, Integer> wholeNumber(int from, int to, String expected) {
        return text -> {
            long number = WHOLE_NUMBER.matcher(text).matches() ? Long.parseLong(text) : Long.MIN_VALUE;
            if (number < from || number > to) {
                throw new IllegalArgumentException("must be " + expected);
            }
            return (int) number;
        };
    }

    static Function<String, Double> decimal(double from, double to, String expected) {
        return text -> {
            double number = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
            if (number >= from && number <= to) {
                return number;
            }
            throw new IllegalArgumentException("must be " + expected);
        };
    }

    static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    /** Lower-case words of an enum, {@code _} written as {@code -}. */
    static <E extends Enum<E>> Function<String, E> word(Class<E> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> wordOf(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be " + words(type)));
    }

    static <E extends Enum<E>> String words(Class<E> type) {
        return oneOf(Arrays.stream(type.getEnumConstants()).map(Formats::wordOf).toList());
    }

    static <T> Function<String, T> choice(Map<String, T> choices) {
        return text -> {
            T chosen = choices.get(text);
            if (chosen == null) {
                throw new IllegalArgumentException("must be " + oneOf(List.copyOf(choices.keySet())));
            }
            return chosen;
        };
    }

    static String oneOf(List<String> words) {
        return words.size() == 1 ? words.get(0) : "one of " + String.join(", ", words);
    }

    /** An absolute address with a host, of one of the schemes. */
    static Function<String, URI> uri(List<String> schemes, String expected) {
        return text -> {
            try {
                URI uri = new URI(text);
                if (uri.getHost() != null && schemes.contains(String.valueOf(uri.getScheme()))) {
                    return uri;
                }
            } catch (URISyntaxException e) {
                // the same fault: its own message would repeat a password
            }
            throw new IllegalArgumentException("must be " + expected);
        };
    }

    private static String wordOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
