package dev.waymark.gateway.messages;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.UserName;
import java.util.Optional;

/** Who wrote a message: a partner, or one of those who manage the case. The text form stands in the database. */
public sealed interface Author {

    /** What stands in place of who manages the case, on either side of a message. */
    String MANAGERS = "managers";

    /** A partner; {@code person} is who wrote at its desk, where it was no system. */
    record OfPartner(PartnerId id, Optional<UserName> person) implements Author {
        @Override
        public String toString() {
            return "partner/" + id;
        }
    }

    /** A person who manages the case. */
    record OfManager(UserName user) implements Author {
        @Override
        public Optional<UserName> person() {
            return Optional.of(user);
        }

        @Override
        public String toString() {
            return "user/" + user;
        }
    }

    /** As others address it: the partner's id, or {@code managers}. */
    default String wire() {
        return partner().map(PartnerId::value).orElse(MANAGERS);
    }

    default Optional<PartnerId> partner() {
        return this instanceof OfPartner of ? Optional.of(of.id()) : Optional.empty();
    }

    /** The person, where one wrote. */
    Optional<UserName> person();

    /** Reads the text form. */
    static Author of(String text, Optional<UserName> person) {
        return text.startsWith("partner/")
                ? new OfPartner(new PartnerId(text.substring("partner/".length())), person)
                : new OfManager(new UserName(text.substring("user/".length())));
    }
}
