package dev.waymark.gateway.rendering;

import dev.waymark.gateway.config.ConfigReading;
import dev.waymark.gateway.config.Section;
import dev.waymark.gateway.config.Value;
import dev.waymark.gateway.config.YamlFile;
import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.MilestoneCode;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the words of a language from YAML. */
final class WordsFile {

    private WordsFile() {}

    static Optional<Words> read(TemplateFile file, String language, ConfigReading reading) {
        Section root = YamlFile.parse(Path.of(file.shown()), file.text(), reading);
        Value<DateTimeFormatter> date = root.text("date").required().as(text -> pattern(text, language));
        Value<DateTimeFormatter> dateTime = root.text("dateTime").required().as(text -> pattern(text, language));
        Map<String, String> titles = new LinkedHashMap<>();
        Map<String, Words.Told> told = new LinkedHashMap<>();
        root.sectionsByName("milestones").forEach((code, section) -> {
            if (!MilestoneCode.isValid(code)) {
                section.fault("is not a milestone's code");
            }
            Value<String> title = section.text("title").required();
            Optional<Words.Told> patient = section.has("patient") ? told(section.section("patient")) : Optional.empty();
            section.build(title::get).ifPresent(text -> titles.put(code, text));
            patient.ifPresent(words -> told.put(code, words));
        });
        Optional<Words.Told> otherwise = told(root.section("otherwise"));
        Section asked = root.section("actions");
        Map<String, String> actions = new LinkedHashMap<>();
        for (String action : asked.names()) {
            if (!Action.isValid(action)) {
                asked.fault(action, "is not an action");
            }
            asked.text(action).optional().ifPresent(text -> actions.put(action, text));
        }
        return root.build(
                () -> new Words(language, date.get(), dateTime.get(), titles, told, otherwise.orElseThrow(), actions));
    }

    private static Optional<Words.Told> told(Section section) {
        Value<String> title = plain(section.text("title"));
        Value<String> happened = plain(section.text("happened"));
        Value<String> next = plain(section.text("next"));
        Value<String> by = section.text("by")
                .check(text -> text.contains(Wording.EXPECTED_BY), "must have " + Wording.EXPECTED_BY + " in it");
        return section.build(() -> new Words.Told(title.get(), happened.get(), next.get(), by.optional()));
    }

    private static Value<String> plain(Value<String> text) {
        return text.required().check(words -> !words.contains("{{"), "must be words without {{ }}");
    }

    private static DateTimeFormatter pattern(String text, String language) {
        return DateTimeFormatter.ofPattern(text, Locale.forLanguageTag(language));
    }
}
