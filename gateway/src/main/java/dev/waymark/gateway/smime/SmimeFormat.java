package dev.waymark.gateway.smime;

import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.smime.SMIMECapabilities;

/** How content is encrypted (protocol, section 8). Some mail programs read the first alone. */
public enum SmimeFormat {
    /** EnvelopedData with AES-256-CBC. */
    CBC("enveloped-data"),
    /** AuthEnvelopedData (RFC 5083) with AES-256-GCM. */
    GCM("authEnveloped-data");

    private final String smimeType;

    SmimeFormat(String smimeType) {
        this.smimeType = smimeType;
    }

    String smimeType() {
        return smimeType;
    }

    /** What the certificate's S/MIME capabilities (RFC 4262) allow: {@link #GCM} where they name AES-256-GCM, else {@link #CBC}. */
    public static SmimeFormat of(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(PKCSObjectIdentifiers.pkcs_9_at_smimeCapabilities.getId());
        if (extension == null) {
            return CBC;
        }
        try {
            ASN1Sequence named = ASN1Sequence.getInstance(
                    ASN1OctetString.getInstance(extension).getOctets());
            boolean gcm = new SMIMECapabilities(named)
                    .getCapabilities(NISTObjectIdentifiers.id_aes256_GCM)
                    .isEmpty();
            return gcm ? CBC : GCM;
        } catch (IllegalArgumentException | IllegalStateException unreadable) {
            return CBC;
        }
    }
}
