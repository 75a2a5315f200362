#include <fmt/format.h>

#include "records/reader_internal.hpp"
#include "records/record.hpp"
#include "records/record_members_internal.hpp"
#include "records/record_text.hpp"
#include "records/text_writer_internal.hpp"
#include "records/writer_internal.hpp"

namespace reeve::records {

Json encode(const Record& record) {
    constexpr std::size_t members_max = 48;
    Writer writer(InstantForm::integer, members_max);
    members(writer, record);
    return writer.finish();
}

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
