/** Texts of what a media peer can show. */
export const sources = {
  sources: {
    title: 'What the Java peer shows',
    hint: 'The next call shows what is chosen here.',
    hintRunning: 'One press shows something else, in the same connection: nothing is negotiated again.',
    list: 'Pictures and sounds of the Java peer',
    noFiles:
      'No file yet: put videos into the folder that is mounted for the media peer (LAB_MEDIA_DIR, ./media if nothing else is set).',
    noCameras: 'No camera here: give the container of the media peer a device such as /dev/video0.',
    hasAudio: 'with sound',
    notShowable: 'It can not be shown:',
    refused: 'The peer shows what it showed before.',
    size: 'Size',
    rate: 'Frames per second',
    perSecond: '{{rate}} fps',
    asItIs: 'as it is',
    goTo: 'Go to',
    loop: 'Begin anew at the end',
    again: 'From the start',
  },
} as const;
