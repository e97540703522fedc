package dev.webrtclab.diagnosis.verdict.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.webrtclab.diagnosis.verdict.Remark;
import dev.webrtclab.diagnosis.verdict.StageReport;
import dev.webrtclab.diagnosis.verdict.Text;
import dev.webrtclab.diagnosis.verdict.Verdict;
import dev.webrtclab.protocol.json.WireJson;
import java.util.List;

/** Verdicts as JSON; docs/diagnosis.md describes it. Safe for any number of threads. */
public final class VerdictJson {
    private final ObjectMapper mapper = WireJson.fileMapper();

    /** The whole verdict. Fields that are not known are absent. */
    public ObjectNode write(Verdict verdict) {
        ObjectNode json = mapper.createObjectNode();
        json.put("code", verdict.code().word());
        json.put("tone", verdict.tone().word());
        if (verdict.path() != null) {
            json.put("path", verdict.path().word());
        }
        json.set("sentence", write(verdict.sentence()));
        ArrayNode stages = json.putArray("stages");
        verdict.stages().forEach(stage -> stages.add(write(stage)));
        json.set("reasons", write(verdict.reasons()));
        json.set("next", write(verdict.next()));
        json.set("missing", write(verdict.missing()));
        return json;
    }

    private ObjectNode write(StageReport stage) {
        ObjectNode json = mapper.createObjectNode();
        json.put("stage", stage.stage().word());
        json.put("result", stage.result().word());
        if (stage.at() != null) {
            json.put("at", thousandths(stage.at()));
        }
        if (stage.took() != null) {
            json.put("took", thousandths(stage.took()));
        }
        stage.events().forEach(json.putArray("events")::add);
        if (stage.why() != null) {
            json.set("why", write(stage.why()));
        }
        return json;
    }

    private ArrayNode write(List<Remark> remarks) {
        ArrayNode json = mapper.createArrayNode();
        remarks.forEach(remark -> json.add(write(remark)));
        return json;
    }

    private ObjectNode write(Remark remark) {
        ObjectNode json = mapper.createObjectNode();
        json.put("code", remark.code());
        ObjectNode params = json.putObject("params");
        remark.params().forEach(params::put);
        json.set("text", write(remark.text()));
        remark.events().forEach(json.putArray("events")::add);
        if (remark.command() != null) {
            json.put("command", remark.command());
        }
        return json;
    }

    private ObjectNode write(Text text) {
        return mapper.createObjectNode().put("en", text.en()).put("nl", text.nl());
    }

    private static double thousandths(double ms) {
        return Math.round(ms * 1000) / 1000.0;
    }
}
