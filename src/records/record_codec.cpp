#include <fmt/format.h>

#include "records/reader_internal.hpp"
#include "records/record.hpp"
#include "records/record_members_internal.hpp"
#include "records/record_text.hpp"
#include "records/text_writer_internal.hpp"

namespace reeve::records {

void write_text(const Record& record, std::string& onto) {
    TextWriter writer(onto);
    members(writer, record);
    writer.finish();
}

Outcome<Record> decode_record(const Json& json) {
    Record record;
    std::string wrong;
    Reader reader(json, wrong);
    members(reader, record);
    reader.finish();
    if (wrong.empty()) return record;
    return refuse(RefusalKind::malformed, fmt::format("This is no stored record: {}.", wrong));
}

}  // namespace reeve::records
