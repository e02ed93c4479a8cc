package dev.waymark.gateway.outbox;

import dev.waymark.gateway.model.PartnerId;
import java.util.Optional;

/** An endpoint that messages queue up for: {@code webhook/<partner>}, {@code sms/<provider>}, {@code email}. */
public record Lane(String name) {

    private static final String SMS = "sms/";

    public static final Lane EMAIL = new Lane("email");

    public static Lane webhook(PartnerId partner) {
        return new Lane("webhook/" + partner);
    }

    public static Lane sms(String provider) {
        return new Lane(SMS + provider);
    }

    /** The text provider of an {@code sms/} lane. */
    Optional<String> textProvider() {
        return name.startsWith(SMS) ? Optional.of(name.substring(SMS.length())) : Optional.empty();
    }

    @Override
    public String toString() {
        return name;
    }
}
