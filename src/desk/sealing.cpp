#include "desk/sealing.hpp"

#include <unordered_map>

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

void seal_plan(records::Plan& plan, Entropy& entropy, const std::function<Digest(Id)>& head_of) {
    std::unordered_map<Id, Digest> heads;
    for (records::Event& event : plan.events) {
        const auto head = heads.try_emplace(event.stream).first;
        if (event.version > 1 && head->second == Digest{}) {
            head->second = head_of(event.stream);
        }
        seal_event(event, head->second, entropy);
        head->second = event.hash;
    }
    for (records::Record& record : plan.records) {
        record.head = heads[record.id];
    }
}

}  // namespace reeve::desk
