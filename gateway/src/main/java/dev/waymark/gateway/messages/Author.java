package dev.waymark.gateway.messages;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.model.UserName;
import java.util.Optional;

/** Who wrote a message: a partner, or one of those who manage the case. The text form stands in the database. */
public sealed interface Author {

    /** What stands in place of who manages the case, on either side of a message. */
    String MANAGERS = "managers";

    /**
     * A partner.
     *
     * @param person who wrote at its desk
     * @param contact who answered behind the link of a mail, by position; neither of the two: a system
     */
    record OfPartner(PartnerId id, Optional<UserName> person, Optional<Recipient.OfContact> contact) implements Author {

        /** Its system, or who works there. */
        public static OfPartner atItsDesk(PartnerId id, Optional<UserName> person) {
            return new OfPartner(id, person, Optional.empty());
        }

        /** One of its contacts, behind the link of a mail. */
        public static OfPartner behindLink(Recipient.OfContact contact) {
            return new OfPartner(contact.partner(), Optional.empty(), Optional.of(contact));
        }

        @Override
        public Optional<String> by() {
            return person.map(UserName::value).or(() -> contact.map(Recipient.OfContact::toString));
        }

        @Override
        public String toString() {
            return "partner/" + id;
        }
    }

    /** A person who manages the case. */
    record OfManager(UserName user) implements Author {
        @Override
        public Optional<String> by() {
            return Optional.of(user.value());
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

    /** The user who wrote, or {@code contact/<partner>/<position>}; empty of a system. No user's name has a slash. */
    Optional<String> by();

    /** Reads the text form, and for a partner {@link #by}. */
    static Author of(String text, Optional<String> by) {
        if (!text.startsWith("partner/")) {
            return new OfManager(new UserName(text.substring("user/".length())));
        }
        PartnerId partner = new PartnerId(text.substring("partner/".length()));
        return by.filter(one -> one.contains("/")).isPresent()
                ? OfPartner.behindLink((Recipient.OfContact) Recipient.of(by.get()))
                : OfPartner.atItsDesk(partner, by.map(UserName::new));
    }
}
