package dev.waymark.gateway.identity;

import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.model.UserRole;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A person who signs in. {@code partner} is set exactly for the role {@code partner}; {@code certificate} is PEM. */
public record User(
        UserName user,
        String name,
        Argon2Hash password,
        Set<UserRole> roles,
        Set<ProgramId> programs,
        Optional<String> email,
        Optional<PartnerId> partner,
        Optional<String> certificate) {

    public User {
        roles = Set.copyOf(roles);
        programs = Set.copyOf(programs);
        if (roles.contains(UserRole.PARTNER) != partner.isPresent()) {
            throw new IllegalArgumentException(
                    "has the role partner and a partner's id only together: add the missing one or take the other away");
        }
    }

    /** Stands for the password where sessions are bound to it: another one ends them. */
    Buffer credential() {
        return Buffer.buffer(password.fingerprint());
    }

    public boolean has(UserRole role) {
        return roles.contains(role);
    }

    /** As {@link UserRole#manageCases} says. */
    public boolean managesCases() {
        return UserRole.manageCases(roles);
    }

    /** Speaks for the partner only while that is active. */
    public Caller.OfPerson asCaller(Predicate<PartnerId> active) {
        return new Caller.OfPerson(user, roles, programs, partner.filter(active));
    }

    /** Ids only: a name and an address are nothing for a log. */
    @Override
    public String toString() {
        return "User[" + user + "]";
    }
}
