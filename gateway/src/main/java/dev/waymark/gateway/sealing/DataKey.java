package dev.waymark.gateway.sealing;

/** An unwrapped data key of one scope. Its bytes are seen by this package alone and print as nothing. */
public final class DataKey {

    private final Scope scope;
    private final byte[] bytes;

    DataKey(Scope scope, byte[] bytes) {
        this.scope = scope;
        this.bytes = bytes.clone();
    }

    public Scope scope() {
        return scope;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "DataKey[" + scope + "]";
    }
}
