package dev.waymark.gateway.model;

import java.util.Locale;
import java.util.Set;

/** What a person may do (protocol, section 10). */
public enum UserRole {
    CASE_MANAGER,
    SUPERVISOR,
    OPERATOR,
    ADMIN,
    PARTNER;

    /** Whether cases may be given to who has these: who works at a partner manages none. */
    public static boolean manageCases(Set<UserRole> roles) {
        return !roles.contains(PARTNER) && (roles.contains(CASE_MANAGER) || roles.contains(SUPERVISOR));
    }

    /** The word on the wire, such as {@code case-manager}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads the word on the wire; throws {@link IllegalArgumentException} for any other. */
    public static UserRole of(String wire) {
        for (UserRole role : values()) {
            if (role.wire().equals(wire)) {
                return role;
            }
        }
        throw new IllegalArgumentException("a role is one of case-manager, supervisor, operator, admin, partner");
    }
}
