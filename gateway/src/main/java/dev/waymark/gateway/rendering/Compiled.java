package dev.waymark.gateway.rendering;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.waymark.gateway.config.ConfigFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A template that passed {@link TemplateTags}: a head, where its medium has one, and a body. Thread-safe. */
final class Compiled {

    private final Optional<Part> head;
    private final Part body;

    private Compiled(Optional<Part> head, Part body) {
        this.head = head;
        this.body = body;
    }

    /** One compiled piece, with what alone it is given. */
    private record Part(Vocabulary vocabulary, Template template) {
        String with(Map<Variable, String> values) {
            Map<String, String> named = new HashMap<>();
            values.forEach((variable, value) -> {
                if (vocabulary.allows(variable)) {
                    named.put(variable.text(), value);
                }
            });
            return template.execute(named);
        }
    }

    /** Empty where it has faults; they are added to {@code faults}. */
    static Optional<Compiled> of(TemplateFile file, TemplateKey key, List<ConfigFault> faults) {
        Optional<Vocabulary> allowed = Vocabulary.of(key.audience(), key.medium(), key.name());
        if (allowed.isEmpty()) {
            faults.add(file.fault("this audience is not told in this way"));
            return Optional.empty();
        }
        if (file.text().isBlank()) {
            faults.add(file.fault("is empty: write what is to be sent, or delete the file for the shipped one"));
            return Optional.empty();
        }
        Optional<Integer> control = file.control();
        if (control.isPresent()) {
            faults.add(file.fault(control.get(), "has a character that cannot be seen: take it out"));
            return Optional.empty();
        }
        Optional<Parts> parts = Parts.of(file, key.medium(), faults);
        return parts.flatMap(found -> compile(file, key.medium(), found, allowed.get(), faults));
    }

    private static Optional<Compiled> compile(
            TemplateFile file, Medium medium, Parts parts, Vocabulary inBody, List<ConfigFault> faults) {
        Vocabulary inHead = inBody.inHead(medium);
        List<ConfigFault> tags = new ArrayList<>();
        tags.addAll(TemplateTags.judge(file, parts.headStart(), parts.headEnd(), inHead));
        tags.addAll(TemplateTags.judge(file, parts.bodyStart(), file.text().length(), inBody));
        faults.addAll(tags);
        if (!tags.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Compiled(
                    // Heads are plain text, whatever the body is.
                    medium.head()
                            .map(word -> new Part(inHead, compiler(Medium.MAIL).compile(parts.head(file)))),
                    new Part(inBody, compiler(medium).compile(parts.body(file)))));
        } catch (MustacheException broken) {
            faults.add(file.fault(String.valueOf(broken.getMessage())));
            return Optional.empty();
        }
    }

    /** The first line without its word; empty text where the medium has none. */
    String head(Map<Variable, String> values) {
        return head.map(part -> part.with(values).strip()).orElse("");
    }

    String body(Map<Variable, String> values) {
        return body.with(values);
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
