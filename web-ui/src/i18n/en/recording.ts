/** Texts of recordings. */
export const recording = {
  recording: {
    title: 'Recording',
    hint: 'Kept in this browser, a piece a second, until you save it. Nothing is sent anywhere.',
    nothing: 'Nothing to record yet: there is no picture.',
    remote: 'Record the picture of the peer',
    own: 'Record my camera',
    room: 'Record the whole room',
    person: 'Record {{name}}',
    stop: 'Stop recording: {{name}}',
    remoteName: 'Media peer',
    ownName: 'My camera',
    kept_one: 'One recording in this browser',
    kept_other: '{{count}} recordings in this browser',
    keptHint: 'Saved ones are forgotten at your next visit; the others stay until you save or remove them.',
    unsaved: 'not saved yet',
    cutOff: 'cut off when its page closed; all but the last second is here',
    saved: 'saved as a file',
    save: 'Save as a file',
    play: 'Play here',
    preparing: 'Length and index are being written',
    notSeekable: 'No index could be written for this recording: it plays, but one can not jump in it.',
    remove: 'Remove',
    sure: 'It is not saved. Remove it?',
    removeYes: 'Yes, remove',
    keep: 'Keep',
    problem: {
      unsupported:
        'This browser can not record this picture. Chromium, Firefox and Safari of the last years can.',
      'no-media': 'There is nothing to record: no track is live. Start the call or the camera first.',
      'storage-full':
        'This browser has no more room, so the recording was ended. What was recorded until then is kept; save and remove it to make room.',
      'storage-refused':
        'This browser does not let the page keep anything, as in some private windows. Open the lab in an ordinary window to record.',
      'encoder-failed': 'The encoder of this browser failed. What was recorded until then is kept.',
    },
  },
} as const;
