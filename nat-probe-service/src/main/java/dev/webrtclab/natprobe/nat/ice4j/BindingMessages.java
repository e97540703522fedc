package dev.webrtclab.natprobe.nat.ice4j;

import dev.webrtclab.natprobe.nat.ChangeRequest;
import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.nat.Observation;
import dev.webrtclab.natprobe.nat.Observation.Answer;
import dev.webrtclab.natprobe.nat.Observation.Refusal;
import dev.webrtclab.natprobe.nat.Question;
import java.time.Duration;
import org.ice4j.TransportAddress;
import org.ice4j.attribute.Attribute;
import org.ice4j.attribute.AttributeFactory;
import org.ice4j.attribute.ErrorCodeAttribute;
import org.ice4j.attribute.MappedAddressAttribute;
import org.ice4j.attribute.XorMappedAddressAttribute;
import org.ice4j.message.Message;
import org.ice4j.message.MessageFactory;
import org.ice4j.message.Request;
import org.jspecify.annotations.Nullable;

/** Binding requests and what their responses say. */
final class BindingMessages {
    private BindingMessages() {}

    static Request request(ChangeRequest change) {
        Request request = MessageFactory.createBindingRequest();
        if (change != ChangeRequest.NONE) {
            boolean changeAddress = change == ChangeRequest.ADDRESS_AND_PORT;
            request.putAttribute(
                    AttributeFactory.createChangeRequestAttribute(changeAddress, true));
        }
        return request;
    }

    static Observation observation(
            Question question,
            Endpoint local,
            Endpoint from,
            Message response,
            Duration roundTrip,
            int attempt) {
        if (response.getMessageType() != Message.BINDING_SUCCESS_RESPONSE) {
            return response.getAttribute(Attribute.ERROR_CODE) instanceof ErrorCodeAttribute error
                    ? new Refusal(question, local, from, error.getErrorCode(), reason(error))
                    : new Refusal(question, local, from, 0, "an error response without ERROR-CODE");
        }
        return new Answer(
                question,
                local,
                from,
                mapped(response),
                Rfc5780Attributes.responseOrigin(response),
                Rfc5780Attributes.otherAddress(response),
                roundTrip,
                attempt);
    }

    private static String reason(ErrorCodeAttribute error) {
        String phrase = error.getReasonPhrase();
        return phrase == null ? "" : phrase.strip();
    }

    static @Nullable Endpoint mapped(Message response) {
        if (response.getAttribute(Attribute.XOR_MAPPED_ADDRESS)
                instanceof XorMappedAddressAttribute xor) {
            return endpoint(xor.getAddress(response.getTransactionID()));
        }
        return response.getAttribute(Attribute.MAPPED_ADDRESS)
                        instanceof MappedAddressAttribute plain
                ? endpoint(plain.getAddress())
                : null;
    }

    private static @Nullable Endpoint endpoint(@Nullable TransportAddress address) {
        return address == null || address.getAddress() == null
                ? null
                : new Endpoint(address.getAddress(), address.getPort());
    }
}
