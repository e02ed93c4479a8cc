package dev.waymark.channels;

/** One message, ready to go: addresses and bytes, nothing of milestones. */
public interface Envelope {

    /** The idempotency key: the same on every attempt, in the form that the channel gives to the far side. */
    String id();
}
