package dev.waymark.gateway.model;

import java.util.Optional;
import java.util.Set;

/** Who calls, once that is proven. What they may see is asked of each object, not of the route. */
public sealed interface Caller {

    /** How it stands in the audit: {@code partner/rx-one}, {@code user/maria}. */
    String auditName();

    /** A partner's system, by its signature; {@code kid} is the partner's own name of the key. */
    record OfPartner(PartnerId partner, String kid) implements Caller {
        @Override
        public String auditName() {
            return "partner/" + partner;
        }
    }

    /** A person, by a session or an access token. {@code partner} is set for people who work at an active partner. */
    record OfPerson(UserName user, Set<UserRole> roles, Set<ProgramId> programs, Optional<PartnerId> partner)
            implements Caller {
        public OfPerson {
            roles = Set.copyOf(roles);
            programs = Set.copyOf(programs);
        }

        public boolean has(UserRole role) {
            return roles.contains(role);
        }

        /** As {@link UserRole#manageCases} says. */
        public boolean managesCases() {
            return UserRole.manageCases(roles);
        }

        @Override
        public String auditName() {
            return "user/" + user;
        }
    }
}
