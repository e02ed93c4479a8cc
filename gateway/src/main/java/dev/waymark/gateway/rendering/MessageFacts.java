package dev.waymark.gateway.rendering;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known beforehand of the messages that templates will make: enough to say how long a text gets at most, and
 * which names never stand in one. Since every sender is known, no text is longer than what was judged.
 *
 * @param publicUrl what links begin with
 * @param senders every program, and the one without an entry
 * @param secrets names that no plain message may have, with what each is: a program's id, a partner's name
 */
public record MessageFacts(URI publicUrl, List<Sender> senders, Map<String, String> secrets) {

    /** Who writes; {@code named} is whom faults name. */
    public record Sender(String named, String publicName, Optional<String> phone) {}

    public MessageFacts {
        senders = List.copyOf(senders);
        secrets = Map.copyOf(secrets);
    }

    /** For templates without a configuration: a name of 24 characters and an address of 36. */
    public static MessageFacts assumed() {
        return new MessageFacts(
                URI.create("https://messages.care.northwind.org"),
                List.of(new Sender("a program as usual", "Northwind Care, Support.", Optional.of("+18005550100"))),
                Map.of());
    }
}
