package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.UserName;
import java.util.UUID;

/**
 * One manager of a case stands in for another.
 *
 * @param handover the act by which it came so
 */
record Cover(UUID handover, UserName from, UserName to) {}
