package dev.waymark.gateway.rendering;

import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.MilestoneCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What milestones and actions are called, for alerts and the console; a code that the words do not have is written out.
 * Immutable.
 */
public final class MilestoneWords {

    private final Map<String, Words> byLanguage;

    MilestoneWords(Map<String, Words> byLanguage) {
        this.byLanguage = Map.copyOf(byLanguage);
    }

    /** Such as {@code Prior authorization: more information requested}. {@code language}: BCP 47. */
    public String title(MilestoneCode code, String language) {
        return title(in(Languages.chain(language, language)), code);
    }

    /** Such as {@code provide the information that the payer asked for}. */
    public String action(Action action, String language) {
        return action(in(Languages.chain(language, language)), action);
    }

    Optional<Words> of(String language) {
        return Optional.ofNullable(byLanguage.get(language));
    }

    static String title(Words words, MilestoneCode code) {
        return words.titles().getOrDefault(code.value(), writtenOut(code.value()));
    }

    static String action(Words words, Action action) {
        return words.actions().getOrDefault(action.value(), action.value().replace('-', ' '));
    }

    private Words in(List<String> chain) {
        return chain.stream()
                .flatMap(language -> of(language).stream())
                .findFirst()
                .orElseThrow();
    }

    private static String writtenOut(String code) {
        String words = code.replace('-', ' ').replace(".", ": ");
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
