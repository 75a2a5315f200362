#include "store/written.hpp"

#include "base/json.hpp"
#include "records/brief.hpp"
#include "records/record_text.hpp"
#include "store/compressed.hpp"

namespace reeve::store {
namespace {

std::string compressed(const records::Record& record) {
    thread_local std::string text;  // keeps the room that it has found
    text.clear();
    records::write_text(record, text);
    return compress(text);
}

}  // namespace

RecordWritten write_record(const records::Record& record) {
    return {compressed(record), compressed(records::brief(record)), flow_row(record)};
}

Outcome<records::Record> read_record(std::string_view body) {
    const std::optional<std::string> text = decompress(body);
    if (!text) {
        return refuse(RefusalKind::malformed, "This is no stored record: it is not compressed.");
    }
    const Outcome<Json> json = parse_json(*text);
    return json ? records::decode_record(*json) : std::unexpected(json.error());
}

AllWritten write_all(std::span<const records::Event> events, std::span<const records::Record> records) {
    AllWritten all;
    for (const records::Event& event : events) {
        all.skeletons.push_back(write_json(records::skeleton(event)));
    }
    for (const records::Record& record : records) {
        all.records.push_back(write_record(record));
    }
    return all;
}

}  // namespace reeve::store
