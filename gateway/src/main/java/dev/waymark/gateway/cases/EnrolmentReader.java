package dev.waymark.gateway.cases;

import dev.waymark.gateway.http.Fields;
import dev.waymark.gateway.http.TextField;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.partners.PartnerDirectory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the body of an enrolment (protocol, section 4); what is wrong with it is with its {@link Fields}. Pure. */
final class EnrolmentReader {

    // Bounds of our own: a case with more than these is a mistake, and each costs a row or a look-up.
    private static final int MOST_PARTNERS = 50;
    private static final int MOST_MANAGERS = 50;
    private static final int MOST_PEOPLE = 20;

    private static final Set<PartnerRole> ENROLLING = Set.of(PartnerRole.HUB, PartnerRole.MANUFACTURER);

    private final PartnerDirectory partners;
    private final ProgramUsers users;

    EnrolmentReader(PartnerDirectory partners, ProgramUsers users) {
        this.partners = partners;
        this.users = users;
    }

    /** Whether a partner in this role enrols cases and changes them. */
    static boolean enrols(PartnerRole role) {
        return ENROLLING.contains(role);
    }

    Enrolment read(Fields body, PartnerId signer, Program program, Instant now) {
        List<Listed> listed = partners(body, program);
        if (listed.stream().noneMatch(one -> one.partner().equals(signer) && enrols(one.role()))) {
            body.fault(body.at("partners"), "must list the signer, " + signer + ", as hub or manufacturer");
        }
        return new Enrolment(
                listed, managers(body, program), new PeopleReader(program.language(), now).read(body, MOST_PEOPLE));
    }

    private List<Listed> partners(Fields body, Program program) {
        List<Listed> listed = new ArrayList<>();
        for (Fields entry : atMost(MOST_PARTNERS, body, "partners", body.objects("partners"))) {
            Optional<PartnerId> id = entry.text("id").required(PartnerId::new);
            Optional<PartnerRole> role = entry.text("role").required(PartnerRole::of);
            if (id.isPresent() && role.isPresent()) {
                check(entry, id.get(), role.get(), program);
                Listed one = new Listed(id.get(), role.get());
                if (listed.contains(one)) {
                    body.fault(entry.pointer(), "stands here twice");
                }
                listed.add(one);
            }
        }
        return listed;
    }

    private void check(Fields entry, PartnerId id, PartnerRole role, Program program) {
        Optional<Partner> partner = partners.find(id).filter(found -> !found.disabled() && found.isIn(program.id()));
        if (partner.isEmpty()) {
            entry.fault(entry.at("id"), "is no partner of this program");
        } else if (!partner.get().has(role)) {
            entry.fault(entry.at("role"), "is not among the roles of " + id);
        }
    }

    private List<UserName> managers(Fields body, Program program) {
        List<UserName> managers = new ArrayList<>();
        Set<UserName> seen = new HashSet<>();
        for (TextField entry : atMost(MOST_MANAGERS, body, "managers", body.texts("managers"))) {
            entry.optional(UserName::new).ifPresent(user -> {
                if (!users.has(user, program.id())) {
                    body.fault(entry.pointer(), "is no user of this program");
                } else if (!seen.add(user)) {
                    body.fault(entry.pointer(), "stands here twice");
                }
                managers.add(user);
            });
        }
        return managers;
    }

    static <T> List<T> atMost(int most, Fields body, String name, List<T> entries) {
        if (entries.size() > most) {
            body.fault(body.at(name), "must have at most " + most + " entries");
            return entries.subList(0, most);
        }
        return entries;
    }
}
