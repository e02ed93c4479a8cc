package dev.waymark.gateway.model;

/** Who is told. The text form stands in the database and in logs: ids only. */
public sealed interface Recipient {

    /** A partner, through its inbox and, if it has one, its webhook. */
    record OfPartner(PartnerId partner) implements Recipient {
        @Override
        public String toString() {
            return "partner/" + partner;
        }
    }

    /** A contact of a partner, by its position in the partner's list, from 0. */
    record OfContact(PartnerId partner, int position) implements Recipient {
        @Override
        public String toString() {
            return "contact/" + partner + "/" + position;
        }
    }

    /** A patient or caregiver of the case. */
    record OfPerson(PersonId person) implements Recipient {
        @Override
        public String toString() {
            return "person/" + person;
        }
    }

    /** Somebody who manages cases. */
    record OfUser(UserName user) implements Recipient {
        @Override
        public String toString() {
            return "user/" + user;
        }
    }

    /** Reads the text form; throws {@link IllegalArgumentException} for anything else. */
    static Recipient of(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length == 2 && parts[0].equals("partner")) {
            return new OfPartner(new PartnerId(parts[1]));
        }
        if (parts.length == 3 && parts[0].equals("contact")) {
            return new OfContact(new PartnerId(parts[1]), Integer.parseInt(parts[2]));
        }
        if (parts.length == 2 && parts[0].equals("person")) {
            return new OfPerson(new PersonId(parts[1]));
        }
        if (parts.length == 2 && parts[0].equals("user")) {
            return new OfUser(new UserName(parts[1]));
        }
        throw new IllegalArgumentException("not a recipient");
    }
}
