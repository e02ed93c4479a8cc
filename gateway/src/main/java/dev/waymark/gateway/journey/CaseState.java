package dev.waymark.gateway.journey;

import java.util.Optional;

/** How a case stands at a moment: the head of the shared tracker (protocol, section 4). */
public record CaseState(Stage stage, CaseStatus status, Optional<WaitingOn> waitingOn) {}
