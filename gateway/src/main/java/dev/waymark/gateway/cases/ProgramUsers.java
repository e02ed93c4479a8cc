package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;

/** Who may be a case manager: asked of each name that an enrolment lists. Thread-safe, answered from memory. */
@FunctionalInterface
public interface ProgramUsers {

    /** Whether this is a user of the program who does not work at a partner. */
    boolean has(UserName user, ProgramId program);
}
