package dev.waymark.gateway.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Loads Amazon Corretto Crypto Provider with the native library of this machine. Its jars for x86-64 and arm64 hold the
 * same classes, and the library under one and the same path; one runnable jar can keep only one of them there. So the
 * other lies under {@code native/<architecture>/}, and this loader, which defines the provider's classes itself, hands
 * it out where the provider asks for its own.
 *
 * <pre>
 *   provider classes ──ask for──▶ com/amazon/…/libamazonCorrettoCryptoProvider.so
 *                                     │ amd64: that very resource
 *                                     └ aarch64: native/linux-aarch_64/libamazonCorrettoCryptoProvider.so
 * </pre>
 */
final class AccpLoader extends ClassLoader {

    static final String ARM64_LIBRARY = "native/linux-aarch_64/libamazonCorrettoCryptoProvider.so";

    private static final String PACKAGE = "com.amazon.corretto.crypto.provider.";
    static final String LIBRARY = PACKAGE.replace('.', '/') + "libamazonCorrettoCryptoProvider.so";
    /** Off by default for the sake of those who put the provider first in the JVM's order; nobody does here. */
    private static final String ED25519_KEYS = PACKAGE + "registerEdKeyFactory";

    private final @Nullable String librarySubstitute;

    private AccpLoader(@Nullable String librarySubstitute) {
        super("accp", AccpLoader.class.getClassLoader());
        this.librarySubstitute = librarySubstitute;
    }

    /** The provider, healthy; throws whatever kept it from loading. */
    static Provider load(String osName, String osArch) throws ReflectiveOperationException {
        boolean linuxOnArm = osName.startsWith("Linux") && osArch.equals("aarch64");
        return load(linuxOnArm ? ARM64_LIBRARY : null);
    }

    static Provider load(@Nullable String librarySubstitute) throws ReflectiveOperationException {
        System.setProperty(ED25519_KEYS, "true");
        Class<?> type = new AccpLoader(librarySubstitute).loadClass(PACKAGE + "AmazonCorrettoCryptoProvider");
        Object instance = type.getField("INSTANCE").get(null);
        type.getMethod("assertHealthy").invoke(instance);
        return (Provider) instance;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PACKAGE)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        return super.getResource(librarySubstitute != null && name.equals(LIBRARY) ? librarySubstitute : name);
    }
}
