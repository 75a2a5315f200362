#include "desk/sealing.hpp"

#include "seal/seal.hpp"

namespace reeve::desk {

void seal_event(records::Event& event, const Digest& head, Entropy& entropy) {
    for (records::EventText& text : event.texts) {
        text.salt = seal::salt(entropy);
        text.commitment = seal::commitment(text.salt, text.value);
    }
    event.prev_hash = head;
    event.hash = seal::chain(head, canonical_json(records::hashed_form(event)));
}

}  // namespace reeve::desk
