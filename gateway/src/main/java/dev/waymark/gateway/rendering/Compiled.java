package dev.waymark.gateway.rendering;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.waymark.gateway.config.ConfigFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A template that passed {@link TemplateTags}: a head, where its medium has one, and a body. Thread-safe. */
final class Compiled {

    private final Vocabulary vocabulary;
    private final Optional<Template> head;
    private final Template body;

    private Compiled(Vocabulary vocabulary, Optional<Template> head, Template body) {
        this.vocabulary = vocabulary;
        this.head = head;
        this.body = body;
    }

    /** Empty where it has faults; they are added to {@code faults}. */
    static Optional<Compiled> of(TemplateFile file, TemplateKey key, List<ConfigFault> faults) {
        Optional<Vocabulary> allowed = Vocabulary.of(key.audience(), key.medium(), key.name());
        if (allowed.isEmpty()) {
            faults.add(new ConfigFault(file.shown(), 0, "", "this audience is not told in this way"));
            return Optional.empty();
        }
        List<ConfigFault> tags = TemplateTags.judge(file, allowed.get());
        faults.addAll(tags);
        String text = file.text().replace("\r\n", "\n");
        Optional<String> head = key.medium().head().map(word -> word + ": ");
        if (head.isPresent() && !text.matches("(?s)" + head.get() + "[^\n]+\n\n.*")) {
            faults.add(new ConfigFault(
                    file.shown(), 1, "", "the first line must be \"" + head.get() + "…\", and a blank line follow"));
            return Optional.empty();
        }
        if (!tags.isEmpty()) {
            return Optional.empty();
        }
        int end = head.isPresent() ? text.indexOf('\n') : 0;
        try {
            Mustache.Compiler compiler = compiler(key.medium());
            return Optional.of(new Compiled(
                    allowed.get(),
                    // Heads are plain text, whatever the body is.
                    head.map(word -> compiler(Medium.MAIL).compile(text.substring(word.length(), end))),
                    compiler.compile(head.isPresent() ? text.substring(end + 2) : text)));
        } catch (MustacheException broken) {
            faults.add(new ConfigFault(file.shown(), 0, "", String.valueOf(broken.getMessage())));
            return Optional.empty();
        }
    }

    /** The first line without its word; empty text where the medium has none. */
    String head(Map<Variable, String> values) {
        return head.map(template -> template.execute(named(values)).strip()).orElse("");
    }

    String body(Map<Variable, String> values) {
        return body.execute(named(values));
    }

    private Map<String, String> named(Map<Variable, String> values) {
        Map<String, String> named = new ConcurrentHashMap<>();
        values.forEach((variable, value) -> {
            if (vocabulary.allows(variable)) {
                named.put(variable.text(), value);
            }
        });
        return named;
    }

    private static Mustache.Compiler compiler(Medium medium) {
        return Mustache.compiler()
                .withEscaper(medium.escaper())
                .emptyStringIsFalse(true)
                .withCollector(new OnlyMaps());
    }

    /** Looks into maps and nothing else: no reflection on values. */
    private static final class OnlyMaps extends BasicCollector {
        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    }
}
