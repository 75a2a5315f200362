#pragma once

#include <vector>

#include "http/api.hpp"
#include "records/command.hpp"

namespace reeve::http {

inline constexpr std::uint64_t upload_bytes_max = 25u << 20;

// For a route whose body is an upload's bytes: gives the admission its sink, or its refusal.
void admit_upload(Api& api, Call call, Handler::Admission& admission);

// Never reached: the sink answers.
void post_upload(Api& api, Call call, Reply reply);
void continue_upload(Api& api, Call call, Reply reply);
// {upload, name, media_type, offset, length, complete}: where to go on from.
void read_upload(Api& api, Call call, Reply reply);
void read_attachment(Api& api, Call call, Reply reply);

// The complete uploads of the caller that `attachments` names: ids, or {upload, name?, audience?}.
[[nodiscard]] Outcome<std::vector<records::AttachmentPart>> take_uploads(Api& api, const Call& call,
                                                                         const Json* given);

}  // namespace reeve::http
