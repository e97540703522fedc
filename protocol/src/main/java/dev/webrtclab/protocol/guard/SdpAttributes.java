package dev.webrtclab.protocol.guard;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Rules of the attributes that libwebrtc parses strictly; the text has no {@code %} and no control
 * characters here.
 */
final class SdpAttributes {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
    private static final Pattern HARMLESS = Pattern.compile("[\\x20-\\x7E]{0,1000}");

    private static final Map<String, Pattern> RULES =
            Map.ofEntries(
                    rule("ice-ufrag", "[A-Za-z0-9+/]{4,256}"),
                    rule("ice-pwd", "[A-Za-z0-9+/]{22,256}"),
                    rule("ice-options", "[A-Za-z0-9+/ ]{1,128}"),
                    rule(
                            "fingerprint",
                            "(?i)(?:sha-256|sha-384|sha-512) [0-9A-F]{2}(?::[0-9A-F]{2}){31,63}"),
                    rule("setup", "actpass|active|passive"),
                    rule("mid", "[A-Za-z0-9._-]{1,32}"),
                    rule("group", "[A-Z-]{2,16}(?: [A-Za-z0-9._-]{1,32}){0,16}"),
                    rule("rtpmap", "\\d{1,3} [A-Za-z0-9._-]{1,32}/\\d{1,6}(?:/\\d{1,2})?"),
                    rule("fmtp", "\\d{1,3} [A-Za-z0-9=;,/ ._+-]{1,512}"),
                    rule("rtcp-fb", "(?:\\d{1,3}|\\*) [A-Za-z0-9 -]{1,64}"),
                    rule("rtcp", "\\d{1,5}(?: IN IP[46] [0-9A-Fa-f.:]{2,45})?"),
                    rule(
                            "extmap",
                            "\\d{1,5}(?:/(?:sendonly|recvonly|sendrecv|inactive))? [A-Za-z0-9:/._#?=&+-]{1,200}"),
                    rule("ssrc", "\\d{1,10} [a-z-]{1,16}(?::[A-Za-z0-9 {}_+/=.@-]{0,256})?"),
                    rule("ssrc-group", "[A-Z-]{2,16}(?: \\d{1,10}){1,16}"),
                    rule("msid", "[A-Za-z0-9{}_+/=.@-]{1,64}(?: [A-Za-z0-9{}_+/=.@-]{1,64})?"),
                    rule("msid-semantic", " ?[A-Z]{1,8}(?: [A-Za-z0-9{}*_+/=.@-]{1,64}){0,8} ?"),
                    rule("sctp-port", "\\d{1,5}"),
                    rule("sctpmap", "\\d{1,5} [A-Za-z0-9-]{1,32}(?: \\d{1,5})?"),
                    rule("max-message-size", "\\d{1,10}"),
                    rule("rid", "[A-Za-z0-9_-]{1,32} (?:send|recv)(?: [A-Za-z0-9=;,.-]{1,256})?"),
                    rule("simulcast", "[A-Za-z0-9 ;,~:-]{1,256}"),
                    rule("ptime", "\\d{1,4}"),
                    rule("maxptime", "\\d{1,4}"));

    private SdpAttributes() {}

    /** Whether an attribute, without {@code a=}, keeps its rule. */
    static boolean isSound(String attribute) {
        int colon = attribute.indexOf(':');
        String name = colon < 0 ? attribute : attribute.substring(0, colon);
        if (!NAME.matcher(name).matches()) {
            return false;
        }
        if (name.equals("candidate")) {
            return CandidateGuard.broken(attribute) == null;
        }
        Pattern rule = RULES.get(name);
        if (rule != null) {
            return colon >= 0 && rule.matcher(attribute.substring(colon + 1)).matches();
        }
        return HARMLESS.matcher(attribute).matches()
                && !name.equals("crypto")
                && !name.equals("identity");
    }

    private static Map.Entry<String, Pattern> rule(String name, String value) {
        return Map.entry(name, Pattern.compile(value));
    }
}
