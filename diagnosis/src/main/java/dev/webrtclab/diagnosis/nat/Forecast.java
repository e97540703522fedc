package dev.webrtclab.diagnosis.nat;

import dev.webrtclab.diagnosis.Reason;
import dev.webrtclab.diagnosis.path.Path;
import java.util.List;
import java.util.Map;

/** What one can expect of a connection before it is tried. */
public sealed interface Forecast {
    /** The facts that led to it, in the order of the argument. */
    List<Reason> reasons();

    /** The path that ICE will find. */
    record Expected(Path path, List<Reason> reasons) implements Forecast {
        public Expected {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * The measurements do not decide it.
     *
     * @param code why, in kebab case
     * @param why the same as an English sentence
     * @param decidedBy what would decide it
     */
    record Undecided(
            String code,
            Map<String, String> params,
            String why,
            String decidedBy,
            List<Reason> reasons)
            implements Forecast {
        public Undecided {
            params = Map.copyOf(params);
            reasons = List.copyOf(reasons);
        }
    }
}
